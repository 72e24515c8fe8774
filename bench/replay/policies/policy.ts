import type { Link } from '../link.ts'
import type { Random } from '../random.ts'
import type { Round } from '../rounds.ts'
import type { Scenario } from '../scenario.ts'
import type { Arrival } from '../trace.ts'

/** Whoever gives pods their networks. */
export interface Policy {
  /** Told of every round that the collector makes. */
  observe(round: Round, nowMs: number): void
  /** The name of the network that the pod gets. */
  choose(pod: Arrival, nowMs: number): string | Promise<string>
  /** The pod has left. */
  left?(pod: Arrival, network: string): void | Promise<void>
}

/** What a policy may know of the node at its start; the truth in `links` is for the oracle alone. */
export interface PolicyGround {
  readonly scenario: Scenario
  readonly names: readonly string[]
  readonly random: Random
  readonly links: readonly Link[]
}

/** Makes a policy for one trace. */
export type MakePolicy = (ground: PolicyGround) => Policy
