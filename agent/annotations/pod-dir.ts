import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from '../../service-kit/logger.ts'
import { parsePodManifests, type PodManifest } from './parse-pod-manifests.ts'
import { messageOf } from '../../service-kit/message-of.ts'

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
    for (const path of this.#list()) {
      const stat = statSync(path, { throwIfNoEntry: false })
      if (stat === undefined) continue
      const stamp = `${stat.mtimeMs} ${stat.size}`
      const cached = this.#files.get(path)
      files.set(path, cached?.stamp === stamp ? cached : { stamp, pods: this.#read(path) })
    }
    this.#files = files
  }

  #list(): readonly string[] {
    if (!existsSync(this.#path)) return []
    const files = readdirSync(this.#path).filter((file) => /\.(ya?ml|json)$/.test(file))
    return files.sort().map((file) => join(this.#path, file))
  }

  #read(path: string): readonly PodManifest[] {
    try {
      return parsePodManifests(readFileSync(path, 'utf8'))
    } catch (error) {
      this.#logger.warn(`Cannot read the pods of ${path}: ${messageOf(error)}`)
      return []
    }
  }
}
