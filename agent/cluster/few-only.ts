import type { KubeList, ListOptions, ListWatcher, WatchEvent, WatchOptions } from '../../kube/kube-client.ts'
import { KubeError } from '../../kube/kube-error.ts'
import type { KubeKind } from '../../kube/kube-object.ts'

/** Those that are too many now may be fewer later. */
const lookAgainMs = 300_000

/**
 * Lists and watches a kind only while there are few objects of it. One is asked for before each whole list, as the answer
 * says how many more there are, and what comes and goes by a watch is counted.
 */
export class FewOnly implements ListWatcher {
  readonly server: string
  readonly #client: ListWatcher
  readonly #most: number
  #count = 0
  #isTooMany = false

  constructor(client: ListWatcher, most: number) {
    this.server = client.server
    this.#client = client
    this.#most = most
  }

  /** Whether the last look has found more. */
  get isTooMany(): boolean {
    return this.#isTooMany
  }

  /** @throws {KubeError} `TooMany` if there are more */
  async list(kind: KubeKind, options: ListOptions = {}): Promise<KubeList> {
    if (options.continue === undefined) {
      const { continue: _from, resourceVersion: _version, ...scope } = options
      const { items, metadata } = await this.#client.list(kind, { ...scope, limit: 1 })
      this.#take(kind, items.length + (metadata.remainingItemCount ?? 0))
      this.#count = 0
    }
    const page = await this.#client.list(kind, options)
    this.#take(kind, this.#count + page.items.length)
    return page
  }

  /** @throws {KubeError} `Expired` once there are more, as the whole is to be looked at anew */
  async *watch(kind: KubeKind, options: WatchOptions): AsyncGenerator<WatchEvent, void, undefined> {
    for await (const event of this.#client.watch(kind, options)) {
      if (event.type === 'ADDED') this.#count += 1
      if (event.type === 'DELETED') this.#count -= 1
      if (this.#count > this.#most)
        throw new KubeError(`Cannot watch ${kind.plural} on as they have become many`, {
          status: 410,
          reason: 'Expired',
        })
      yield event
    }
  }

  #take({ plural, group }: KubeKind, count: number): void {
    this.#isTooMany = count > this.#most
    if (this.#isTooMany)
      throw new KubeError(
        `Cannot follow ${plural}${group === '' ? '' : `.${group}`} as there are ${count} of them, more than each node should: let the CNI's metrics count`,
        { status: 0, reason: 'TooMany', retryAfterMs: lookAgainMs },
      )
    this.#count = count
  }
}
