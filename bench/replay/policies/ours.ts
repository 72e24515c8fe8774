import { ManualClock } from '../../../service-kit/clock.ts'
import { defaultProfile } from '../../../domain/profile.ts'
import type { Decision } from '../../../domain/decision.ts'
import type { DecisionStore } from '../../../store/decision-store.ts'
import { Selector } from '../../../selector/selector.ts'
import { podOf } from '../placed-pod.ts'
import { epochMs } from '../rounds.ts'
import type { Arrival } from '../trace.ts'
import { measuredKpis } from '../true-verdict.ts'
import type { MakePolicy, Policy, PolicyGround } from './policy.ts'

/** What is taken from the product, to see what it does. */
export interface Without {
  /** Takes back at once what a decision has reserved. */
  readonly reservations?: boolean
  /** Takes the network that this names, of all that the decision knows, in place of the one that was chosen. */
  readonly choose?: (decision: Decision) => string
  /** One of several that decide for the same node and know nothing of each other. */
  readonly spread?: boolean
}

/** How long a delegate takes until the pod is attached. */
const attachMs = 400

/** The product's selector, with its clock set by the simulation. */
export class SimulatedSelector implements Policy {
  readonly #clock = new ManualClock(epochMs)
  readonly #selector: Selector
  readonly #without: Without
  readonly #decisions = new Map<number, string>()
  #attaching: { readonly decision: string; readonly atMs: number }[] = []
  #number = 0

  constructor({ names }: PolicyGround, without: Without = {}, decisions: DecisionStore = forgetful) {
    this.#without = without
    this.#selector = new Selector({
      node: 'genie-bench',
      networks: () => names.map((name) => ({ name, plugins: [], missingPlugin: null })),
      settings: () => ({}),
      measures: () => new Set(measuredKpis),
      ...(without.spread === true && { spread: true }),
      profile: () => defaultProfile,
      decisions,
      forecasts: { of: () => null },
      clock: this.#clock,
      newId: () => `genie-bench-${String(this.#number++).padStart(8, '0')}`,
      onStoreFault: (error) => {
        throw error
      },
      onDecision: () => undefined,
    })
  }

  observe(...[{ networks, attachments }, nowMs]: Parameters<Policy['observe']>): void {
    this.#clock.advance(nowMs - this.#clock.nowMs())
    this.#selector.observe(networks, attachments)
  }

  async choose(pod: Arrival, nowMs: number): Promise<string> {
    await this.#attach(nowMs)
    const request = { pod: podOf(pod), ifname: 'eth0' }
    const { choose, reservations = true } = this.#without
    const only =
      choose === undefined
        ? {}
        : { networks: [choose(await this.#selector.select({ ...request, dryRun: true }))] }
    const { id, chosen } = await this.#selector.select({ ...request, ...only })
    if (!reservations) await this.#selector.settle(id, 'failed', null)
    else {
      this.#decisions.set(pod.number, id)
      this.#attaching.push({ decision: id, atMs: nowMs + attachMs })
    }
    return chosen
  }

  async left({ number }: Arrival): Promise<void> {
    const decision = this.#decisions.get(number)
    this.#decisions.delete(number)
    if (decision !== undefined) await this.#selector.settle(decision, 'detached', null)
  }

  /** Reports the attachments that have been made by now. */
  async #attach(nowMs: number): Promise<void> {
    const due = this.#attaching.filter(({ atMs }) => atMs <= nowMs)
    this.#attaching = this.#attaching.filter(({ atMs }) => atMs > nowMs)
    for (const { decision, atMs } of due) {
      this.#clock.advance(Math.max(0, atMs - this.#clock.nowMs()))
      await this.#selector.settle(decision, 'attached', null)
    }
    this.#clock.advance(Math.max(0, nowMs - this.#clock.nowMs()))
  }
}

/** A store that keeps nothing: simulated pods ask once, and nobody looks at their decisions. */
const forgetful = {
  insert: () => Promise.resolve(),
  find: () => Promise.resolve(null),
  findForPod: () => Promise.resolve(null),
  standing: () => Promise.resolve([]),
  page: () => Promise.resolve({ decisions: [], next: null }),
  settle: () => Promise.resolve(true),
} satisfies DecisionStore

/** The product as it is. */
export const ours: MakePolicy = (ground) => new SimulatedSelector(ground)
