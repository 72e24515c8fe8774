import { kinds } from '../../kube/kinds.ts'
import type { KubeClient } from '../../kube/kube-client.ts'
import { KubeError } from '../../kube/kube-error.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'

/** Few Networks stand for a definition: each is asked for by itself, so that no cluster has to show us all of its. */
const freshMs = 30_000

interface Answer {
  /** Null: the API has none of that name. */
  readonly nad: KubeObject | null
  readonly atMs: number
}

/** The NetworkAttachmentDefinitions that Networks name, at most half a minute old. */
export class NadLookup {
  readonly #client: KubeClient
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #answers = new Map<string, Answer>()

  constructor(client: KubeClient, clock: Clock, logger: Logger) {
    this.#client = client
    this.#clock = clock
    this.#logger = logger
  }

  /** Null if there is none; undefined if that cannot be known now. Never throws. */
  async find(namespace: string, name: string): Promise<KubeObject | null | undefined> {
    const key = `${namespace}/${name}`
    const known = this.#answers.get(key)
    const now = this.#clock.monotonicMs()
    if (known !== undefined && now - known.atMs < freshMs) return known.nad
    try {
      const nad = await this.#ask(namespace, name)
      this.#answers.set(key, { nad, atMs: now })
      return nad
    } catch (error) {
      this.#logger.warn(`Cannot look up NetworkAttachmentDefinition ${key}: ${messageOf(error)}`)
      return known?.nad
    }
  }

  async #ask(namespace: string, name: string): Promise<KubeObject | null> {
    try {
      return await this.#client.get(kinds.nad, { namespace, name })
    } catch (error) {
      // Also what a cluster answers that knows no such kind.
      if (error instanceof KubeError && error.status === 404) return null
      throw error
    }
  }
}
