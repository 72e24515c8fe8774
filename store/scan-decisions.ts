import { setImmediate } from 'node:timers/promises'
import type { Decision } from '../domain/decision.ts'
import type { DecisionQuery, DecisionStore } from './decision-store.ts'

/** So many are read in one turn: a few milliseconds of work, for which a pod may have to wait. */
const batchSize = 16

/**
 * Decisions, newest first, `limit` at most: read batch by batch, so that neither the memory holds all of them nor the
 * thread is kept from others. Decisions that come in meanwhile are not among them.
 */
export async function* scanDecisions(
  store: Pick<DecisionStore, 'page'>,
  { limit, ...query }: DecisionQuery,
): AsyncGenerator<Decision, void, void> {
  let left = limit
  let before = query.before ?? null
  while (left > 0) {
    const from = before === null ? {} : { before }
    const page = await store.page({ ...query, ...from, limit: Math.min(batchSize, left) })
    yield* page.decisions
    left -= page.decisions.length
    before = page.next
    if (before === null) return
    await setImmediate()
  }
}
