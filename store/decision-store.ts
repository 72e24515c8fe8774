import type { Decision, DecisionOutcome } from '../domain/decision.ts'
import type { DecisionPage } from '../domain/network-board.ts'

/** Which decisions, and how many of them. */
export interface DecisionQuery {
  /** Only decisions older than the one with this id, whether or not that one still exists. */
  readonly before?: string
  readonly limit: number
  /** The network that was chosen. */
  readonly network?: string
  readonly namespace?: string
  readonly pod?: string
  /** Made at this time or later, and before the other; Unix times in ms. */
  readonly fromMs?: number
  readonly toMs?: number
  readonly outcome?: DecisionOutcome
}

/** A decision that has not come to its end: `planned`, or `attached` to a pod that has not left. */
export interface StandingDecision extends Pick<Decision, 'id' | 'at'> {
  readonly outcome: Extract<DecisionOutcome, 'planned' | 'attached'>
}

/** Decisions with everything they were made from. Their ids sort by time, as UUIDs of version 7 do. */
export interface DecisionStore {
  /** @throws {Error} if there is a decision with this id */
  insert(decision: Decision): Promise<void>
  find(id: string): Promise<Decision | null>
  /** The newest decision for a pod's interface: a pod that asks again gets the same answer. */
  findForPod(podUid: string, ifname: string): Promise<Decision | null>
  /** All decisions that have not come to their end, oldest first. */
  standing(): Promise<readonly StandingDecision[]>
  /** Newest first. Pages stay what they were while decisions come in or go. */
  page(query: DecisionQuery): Promise<DecisionPage>
  /** Notes what became of a decision; false if there is none with this id. */
  settle(id: string, outcome: DecisionOutcome, error: string | null): Promise<boolean>
}
