import type { Manifest } from '../../domain/manifest.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { IntentStore } from '../../store/intent-store.ts'
import { manifestOfIntent } from './manifest-of-intent.ts'

/** What operators have stored through the API, as manifests at hand: a pod waits for no store. */
export class IntentManifests {
  readonly #intents: Pick<IntentStore, 'list'>
  readonly #kinds: readonly string[]
  #all: readonly Manifest[] = []
  #doubt: string | null = null

  constructor(intents: Pick<IntentStore, 'list'>, kinds: readonly string[]) {
    this.#intents = intents
    this.#kinds = kinds
  }

  /** Why what is missing here may be stored all the same, or null: the store could not be read the last time. */
  get doubt(): string | null {
    return this.#doubt
  }

  /** The same array as at the last call if nothing has changed since. */
  all(): readonly Manifest[] {
    return this.#all
  }

  /** Reads them again. Never throws: what was known stays. */
  async refresh(): Promise<void> {
    try {
      const lists = await Promise.all(this.#kinds.map((kind) => this.#intents.list(kind)))
      this.#take(lists.flat().map(manifestOfIntent))
      this.#doubt = null
    } catch (error) {
      this.#doubt = messageOf(error)
    }
  }

  /** Those that are as they were stay the same objects, which their readers know already. */
  #take(manifests: readonly Manifest[]): void {
    const known = new Map(this.#all.map((each) => [keyOf(each), each]))
    const now = manifests.map((each) => known.get(keyOf(each)) ?? each)
    if (now.length !== this.#all.length || now.some((each, index) => each !== this.#all[index]))
      this.#all = now
  }
}

const keyOf = ({ kind, namespace, name, generation }: Manifest) =>
  JSON.stringify([kind, namespace, name, generation])
