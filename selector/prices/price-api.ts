import type { OwnerUse } from '../../domain/owner-use.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { IntentAccess } from '../intents/intent-access.ts'
import type { NetworkToPrice, Prices } from './live-prices.ts'
import type { PriceBooks } from './price-books.ts'

/** What the routes of prices answer from. */
export interface PriceApi {
  readonly books: PriceBooks
  readonly prices: Prices
  readonly networks: () => readonly NetworkToPrice[]
  /** Owners whose pods were counted. */
  readonly owners: () => readonly OwnerUse[]
  /** How many nodes these pods run on. */
  readonly nodes: () => number
  readonly clock: Clock
  /** Where new versions go, and by whose rights. */
  readonly access: IntentAccess
}
