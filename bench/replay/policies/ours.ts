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

/** How long a delegate takes until the pod is attached. */
const attachMs = 400

/** The product's selector with its clock set by the simulation. */
export class SimulatedSelector implements Policy {
  readonly #clock = new ManualClock(epochMs)
  readonly #selector: Selector
  readonly #decisions = new Map<number, string>()
  #attaching: { readonly decision: string; readonly atMs: number }[] = []
  #number = 0

  constructor({ names }: PolicyGround, decisions = forgetful) {
    this.#selector = new Selector({
      node: 'genie-bench',
      networks: () => names.map((name) => ({ name, plugins: [], missingPlugin: null })),
      settings: () => ({}),
      measures: () => new Set(measuredKpis),
      profile: () => defaultProfile,
      decisions,
      forecasts: { of: () => null },
      clock: this.#clock,
      newId: () => String(this.#number++).padStart(8, '0'),
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
    const decision = await this.#selector.select(requestOf(pod))
    this.#decisions.set(pod.number, decision.id)
    this.#attaching.push({ decision: decision.id, atMs: nowMs + attachMs })
    return decision.chosen
  }

  /** Decides as it would and reserves nothing. */
  async ask(pod: Arrival, nowMs: number): Promise<Decision> {
    await this.#attach(nowMs)
    return this.#selector.select({ ...requestOf(pod), dryRun: true })
  }

  async left(pod: Arrival): Promise<void> {
    const decision = this.#decisions.get(pod.number)
    this.#decisions.delete(pod.number)
    if (decision !== undefined) await this.#selector.settle(decision, 'detached', null)
  }

  /** Reports the attachments that have been made by now. */
  async #attach(nowMs: number): Promise<void> {
    const due = this.#attaching.filter(({ atMs }) => atMs <= nowMs)
    this.#attaching = this.#attaching.filter(({ atMs }) => atMs > nowMs)
    for (const { decision, atMs } of due) {
      this.#clock.advance(atMs - this.#clock.nowMs())
      await this.#selector.settle(decision, 'attached', null)
    }
    this.#clock.advance(nowMs - this.#clock.nowMs())
  }
}

const requestOf = (pod: Arrival) => ({ pod: podOf(pod), ifname: 'eth0' })

/** A store that is asked nothing: simulated pods ask once, and nobody looks at their decisions. */
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
