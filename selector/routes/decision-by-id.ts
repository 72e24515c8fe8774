import type { Decision } from '../../domain/decision.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import type { DecisionStore } from '../../store/decision-store.ts'

/** The decision of that id. @throws {ApiFault} 404 if there is none */
export async function decisionById(store: Pick<DecisionStore, 'find'>, id: string): Promise<Decision> {
  const decision = await store.find(id)
  if (decision !== null) return decision
  throw new ApiFault(404, `Cannot find decision ${id}: it is unknown or older than the retention`)
}
