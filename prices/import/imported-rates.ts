import type { GivenRate } from '../../domain/price-import.ts'
import type { BookFault } from '../book-fault.ts'

/** What was read, with the line of each tier of each rate where it was a table; or all that makes no sense. */
export type ImportedRates =
  | { readonly rates: readonly GivenRate[]; readonly lines?: readonly (readonly number[])[] }
  | { readonly faults: readonly BookFault[] }
