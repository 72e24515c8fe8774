import type { Logger } from '../../service-kit/logger.ts'
import type { Manifest } from '../../domain/manifest.ts'
import type { ManifestSource } from './manifest-source.ts'
import { viewOf, type Parse } from '../../selector/definitions/view-of.ts'

/** As much of a source as joining it takes. */
type Joinable = Pick<ManifestSource, 'all' | 'doubt'>

/** Manifests of several sources as if they were of one; of those that are called the same, the first source's count. */
export class JoinedSource implements ManifestSource {
  readonly #sources: readonly Joinable[]
  readonly #logger: Logger
  #parts: readonly (readonly Manifest[])[] = []
  #all: readonly Manifest[] = []

  constructor(sources: readonly Joinable[], logger: Logger) {
    this.#sources = sources
    this.#logger = logger
  }

  get doubt(): string | null {
    return this.#sources.map(({ doubt }) => doubt).find((doubt) => doubt !== null) ?? null
  }

  all(): readonly Manifest[] {
    const parts = this.#sources.map((source) => source.all())
    if (parts.length !== this.#parts.length || parts.some((part, index) => part !== this.#parts[index])) {
      this.#parts = parts
      this.#all = firstOfEach(parts.flat())
    }
    return this.#all
  }

  view<T extends object>(parse: Parse<T>): () => readonly T[] {
    return viewOf(
      () => this.all(),
      parse,
      (what, why) => this.#logger.warn(`Cannot use ${what}: ${why}`),
    )
  }
}

function firstOfEach(manifests: readonly Manifest[]): readonly Manifest[] {
  const known = new Set<string>()
  return manifests.filter(({ kind, namespace, name }) => {
    const key = JSON.stringify([kind, namespace, name])
    const isNew = !known.has(key)
    known.add(key)
    return isNew
  })
}
