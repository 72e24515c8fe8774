import type { PriceRate } from '../../domain/price-book.ts'
import type { BookFault } from '../book-fault.ts'

/** What was read, or all that makes no sense. */
export type ImportedRates =
  { readonly rates: readonly PriceRate[] } | { readonly faults: readonly BookFault[] }
