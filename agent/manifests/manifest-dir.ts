import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { parseManifests, type Manifest, type ParsedManifests } from './parse-manifests.ts'

interface CachedFile {
  readonly stamp: string
  readonly manifests: readonly Manifest[]
}

/** Larger files are nobody's manifests; to parse one would hold up every other pod. */
const maxFileBytes = 1_048_576

/**
 * The manifests of a directory (`.yaml`, `.yml`, `.json`), as they are at every call: what the API server is on a
 * cluster. Only files that changed are read again. What cannot be used is one line in the log and nothing more.
 */
export class ManifestDir {
  readonly #path: string
  readonly #logger: Logger
  #files: ReadonlyMap<string, CachedFile> = new Map()
  #all: readonly Manifest[] = []
  #lost = false

  constructor(path: string, logger: Logger) {
    this.#path = path
    this.#logger = logger
  }

  /** In the order of files and documents. The same array as at the last call if nothing has changed since. */
  all(): readonly Manifest[] {
    const files = new Map(this.#list().flatMap((path) => this.#load(path)))
    const before = [...this.#files.values()]
    const now = [...files.values()]
    if (now.length !== before.length || now.some((file, index) => file !== before[index]))
      this.#all = now.flatMap(({ manifests }) => manifests)
    this.#files = files
    return this.#all
  }

  /**
   * Those manifests that `parse` takes, as it reads them; it returns undefined for other kinds and throws for what is
   * wrong. It sees every manifest once, and the same array comes back until something has changed.
   */
  view<T extends object>(parse: (manifest: Manifest) => T | undefined): () => readonly T[] {
    const parsed = new WeakMap<Manifest, readonly T[]>()
    let source: readonly Manifest[] | undefined
    let values: readonly T[] = []
    const once = (manifest: Manifest) => {
      const known = parsed.get(manifest) ?? this.#parse(manifest, parse)
      parsed.set(manifest, known)
      return known
    }
    return () => {
      const all = this.all()
      if (all !== source) values = all.flatMap(once)
      source = all
      return values
    }
  }

  #parse<T>(manifest: Manifest, parse: (manifest: Manifest) => T | undefined): readonly T[] {
    const { kind, namespace, name } = manifest
    try {
      const value = parse(manifest)
      return value === undefined ? [] : [value]
    } catch (error) {
      this.#logger.warn(`Cannot use ${kind} ${namespace}/${name} of ${this.#path}: ${messageOf(error)}`)
      return []
    }
  }

  /** Hidden files are an editor's or, in a mounted ConfigMap, the kubelet's own. */
  #list(): readonly string[] {
    try {
      const files = readdirSync(this.#path).filter((file) => /^[^.].*\.(ya?ml|json)$/.test(file))
      this.#lost = false
      return files.sort().map((file) => join(this.#path, file))
    } catch (error) {
      if (!this.#lost) this.#logger.warn(`Cannot read any manifest from ${this.#path}: ${messageOf(error)}`)
      this.#lost = true
      return []
    }
  }

  #load(path: string): readonly [string, CachedFile][] {
    const stat = statOf(path)
    if (stat === undefined) return []
    const { ino, ctimeMs, mtimeMs, size } = stat
    const stamp = `${ino} ${ctimeMs} ${mtimeMs} ${size}`
    const cached = this.#files.get(path)
    return [[path, cached?.stamp === stamp ? cached : { stamp, manifests: this.#read(path, size) }]]
  }

  #read(path: string, bytes: number): readonly Manifest[] {
    const { manifests, faults } = readManifests(path, bytes)
    const [fault, ...more] = faults
    if (fault !== undefined)
      this.#logger.warn(
        `Cannot use all of ${path}: ${fault}${more.length > 0 ? `, and ${more.length} more` : ''}`,
      )
    return manifests
  }
}

/** Undefined for what is no file, or has just gone: a pipe of that name would never end. */
function statOf(path: string): Stats | undefined {
  try {
    const stat = statSync(path)
    return stat.isFile() ? stat : undefined
  } catch {
    return undefined
  }
}

function readManifests(path: string, bytes: number): ParsedManifests {
  if (bytes > maxFileBytes) return { manifests: [], faults: [`it is larger than ${maxFileBytes} bytes`] }
  try {
    return parseManifests(readFileSync(path, 'utf8'))
  } catch (error) {
    return { manifests: [], faults: [messageOf(error)] }
  }
}
