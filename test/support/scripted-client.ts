import type { KubeClient, KubeList, WatchEvent } from '../../kube/kube-client.ts'
import { KubeError } from '../../kube/kube-error.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { ManualClock } from '../../service-kit/clock.ts'

/** How a watch goes: these events, standing for so long, then an end or an error. */
export interface ScriptedWatch {
  readonly events?: readonly WatchEvent[]
  readonly standsMs?: number
  /** Left out, the server ends it. */
  readonly error?: KubeError
}

/** What lists and watches answer; a watch for which there is nothing stays open until it is given up. */
export interface Script {
  list(number: number): KubeList | KubeError
  watch(number: number): ScriptedWatch | undefined
}

/** A client whose answers are a script's and whose time is a clock's: for hours of trouble within a moment. */
export class ScriptedClient {
  readonly clock = new ManualClock()
  readonly calls: string[] = []
  /** Every pause that was made. */
  readonly pauses: number[] = []
  lists = 0
  watches = 0
  /** Whether the time of the script is over: what waits then does so until it is given up. */
  isOver = false
  readonly #script: Script
  readonly #endMs: number

  constructor(script: Script, lastsMs = Number.POSITIVE_INFINITY) {
    this.#script = script
    this.#endMs = this.clock.monotonicMs() + lastsMs
  }

  /** Passes the time at once. */
  readonly delay = async (ms: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted()
    this.pauses.push(ms)
    this.clock.advance(ms)
    this.isOver = this.clock.monotonicMs() > this.#endMs
    await (this.isOver ? untilAborted(signal) : new Promise(setImmediate))
  }

  /** As much of a client as a reflector needs. */
  get client(): KubeClient {
    const left = () => Promise.reject(new Error('Cannot do this as the script has lists and watches only'))
    return {
      server: 'https://scripted',
      list: async (_, { resourceVersion, continue: from } = {}) => {
        this.calls.push(`list ${from ?? resourceVersion ?? ''}`)
        const answer = this.#script.list(this.lists++)
        if (answer instanceof KubeError) throw answer
        return Promise.resolve(answer)
      },
      watch: (_, options) => this.#watch(options.resourceVersion, options.signal, options.onOpen),
      get: left,
      create: left,
      update: left,
      patch: left,
      delete: left,
      text: left,
    }
  }

  async *#watch(from: string, signal: AbortSignal, onOpen?: () => void): AsyncGenerator<WatchEvent> {
    this.calls.push(`watch ${from}`)
    const watch = this.#script.watch(this.watches++)
    if (watch === undefined || watch.error === undefined || watch.standsMs !== undefined) onOpen?.()
    if (watch === undefined) await untilAborted(signal)
    yield* watch?.events ?? []
    this.clock.advance(watch?.standsMs ?? 0)
    if (watch?.error) throw watch.error
  }
}

async function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  )
}

/** A pod that says only who it is. */
export function bareObject(
  name: string,
  resourceVersion: string,
  uid = `uid-${name}`,
  spec?: unknown,
): KubeObject & WatchEvent['object'] {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'shop', name, uid, resourceVersion },
    ...(spec !== undefined && { spec }),
  }
}

/** A list of one page. */
export function listOf(resourceVersion: string, ...items: readonly KubeObject[]): KubeList {
  return { metadata: { resourceVersion }, items }
}
