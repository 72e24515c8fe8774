import type { Manifest } from '../../domain/manifest.ts'
import type { PriceBook } from '../../domain/price-book.ts'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import { faultsText, parsePriceBook } from '../../prices/parse-price-book.ts'

/** The kind of a price book, as manifests and intents have it. */
export const priceBookKind = 'PriceBook'

/** How the book of a version is called: the name keeps two from being made at once. */
export const priceBookName = (version: number): string => `v${version}`

/**
 * The price book of a manifest; undefined for other kinds.
 * @throws {Error} that says all that makes no sense in it
 */
export function parsePriceBookResource({ apiVersion, kind, name, spec }: Manifest): PriceBook | undefined {
  if (kind !== priceBookKind || apiVersion !== resourceApiVersion) return undefined
  const parsed = parsePriceBook(spec ?? {})
  if ('faults' in parsed) throw new Error(`spec${faultsText(parsed.faults)}`)
  const { version } = parsed.book
  if (version < 1 || name !== priceBookName(version))
    throw new Error(
      `spec/version is ${version}: version 1 and on, and the name has to be ${priceBookName(version)}`,
    )
  return parsed.book
}
