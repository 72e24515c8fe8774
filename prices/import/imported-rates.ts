import type { GivenRate } from '../../domain/price-import.ts'
import type { BookFault } from '../book-fault.ts'

/** What was read, or all that makes no sense. */
export type ImportedRates =
  { readonly rates: readonly GivenRate[] } | { readonly faults: readonly BookFault[] }
