import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from '../../service-kit/logger.ts'
import { parsePodManifests, type PodManifest } from './parse-pod-manifests.ts'

interface CachedFile {
  readonly stamp: string
  readonly pods: readonly PodManifest[]
}

/** Pods by the manifests in a directory: where annotations come from on a machine without an API server. */
export class PodDir {
  readonly #path: string
  readonly #logger: Logger
  #files = new Map<string, CachedFile>()

  constructor(path: string, logger: Logger) {
    this.#path = path
    this.#logger = logger
  }

  /** The pod's manifest, or undefined if no file has one; the first file by name wins. */
  find(namespace: string, name: string): PodManifest | undefined {
    this.#refresh()
    for (const { pods } of this.#files.values()) {
      const pod = pods.find((each) => each.namespace === namespace && each.name === name)
      if (pod) return pod
    }
    return undefined
  }

  #refresh(): void {
    const files = new Map<string, CachedFile>()
    for (const file of readdirSync(this.#path).sort()) {
      if (!/\.(ya?ml|json)$/.test(file)) continue
      const path = join(this.#path, file)
      const { mtimeMs, size } = statSync(path)
      const stamp = `${mtimeMs} ${size}`
      const cached = this.#files.get(path)
      files.set(path, cached?.stamp === stamp ? cached : { stamp, pods: this.#read(path) })
    }
    this.#files = files
  }

  #read(path: string): readonly PodManifest[] {
    try {
      return parsePodManifests(readFileSync(path, 'utf8'))
    } catch (error) {
      this.#logger.warn(
        `Cannot read the pods of ${path}: ${error instanceof Error ? error.message : String(error)}`,
      )
      return []
    }
  }
}
