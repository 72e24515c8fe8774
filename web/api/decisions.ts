import type { Decision, DecisionOutcome } from '../../domain/decision.ts'
import type { DecisionPage } from '../../domain/network-board.ts'
import type { ReplayReport } from '../../domain/replay-report.ts'
import type { Client } from './client.ts'
import { decisionUrl } from './page-api.ts'
import { withQuery } from './with-query.ts'

/** Which decisions are looked for; times are Unix ms, from the one on and before the other. */
export interface DecisionSearch {
  readonly pod?: string
  readonly namespace?: string
  readonly network?: string
  readonly outcome?: DecisionOutcome
  readonly from?: number
  readonly to?: number
  /** The cursor of the page before. */
  readonly before?: string
  readonly limit?: number
}

/** Decisions, newest first. */
export async function searchDecisions(
  client: Client,
  search: DecisionSearch,
  signal: AbortSignal,
): Promise<DecisionPage> {
  return (await client.get(withQuery('/api/v1/decisions', { ...search }), signal)).body as DecisionPage
}

/** One decision with every figure it was made from. @throws {ApiFault} 404 if it is unknown or too old */
export async function readDecision(client: Client, id: string, signal: AbortSignal): Promise<Decision> {
  return (await client.get(decisionUrl(id), signal)).body as Decision
}

/** Whether the same figures lead to the same decision again. */
export async function replayDecision(client: Client, id: string, signal: AbortSignal): Promise<ReplayReport> {
  return (await client.get(`${decisionUrl(id)}/replay`, signal)).body as ReplayReport
}
