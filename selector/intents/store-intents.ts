import type { Manifest } from '../../domain/manifest.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { IntentStore } from '../../store/intent-store.ts'
import type { IntentAccess } from './intent-access.ts'

/** What intents in a store of ours need. */
export interface StoreIntentParts {
  readonly intents: IntentStore
  readonly declared: () => readonly Manifest[]
  readonly onWritten: () => Promise<void>
  readonly clock: Clock
}

/** Intents of a machine or of all that share a database: who may do what was asked before. */
export function storeIntents({ intents, ...parts }: StoreIntentParts): IntentAccess {
  return { ...parts, origin: 'api', trail: intents, use: (_request, work) => work(intents) }
}
