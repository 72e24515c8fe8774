import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { ManifestSource } from './manifest-source.ts'
import type { Manifest } from '../../domain/manifest.ts'
import { parseManifests, type ParsedManifests } from './parse-manifests.ts'
import { viewOf, type Parse } from '../../selector/definitions/view-of.ts'

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
export class ManifestDir implements ManifestSource {
  readonly doubt = null
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

  view<T extends object>(parse: Parse<T>): () => readonly T[] {
    return viewOf(
      () => this.all(),
      parse,
      (what, why) => this.#logger.warn(`Cannot use ${what} of ${this.#path}: ${why}`),
    )
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
