import type { ExpectedCosts, PricePreview, PriceTimeline, PriceVersions } from '../../domain/price-answers.ts'
import type { PriceBook } from '../../domain/price-book.ts'
import type { PriceImport } from '../../domain/price-import.ts'
import type { Client } from './client.ts'
import { withQuery } from './with-query.ts'

/** The price book that counts, or one of its versions, with its tag. */
export async function readPrices(
  client: Client,
  version: number | undefined,
  signal: AbortSignal,
): Promise<{ readonly prices: PriceVersions; readonly tag: string | null }> {
  const { body, tag } = await client.get(withQuery('/api/v1/prices', { version }), signal)
  return { prices: body as PriceVersions, tag }
}

/** What an import would make of the book; saves nothing. */
export async function previewPrices(
  client: Client,
  given: PriceImport,
  signal: AbortSignal,
): Promise<PricePreview> {
  const path = '/api/v1/prices/preview'
  return (await client.write(path, { method: 'POST', body: given }, signal)).body as PricePreview
}

/** Adds a version of the book; `match` is the tag of the newest one, or `new`. */
export async function addPrices(client: Client, given: PriceImport, match: string): Promise<PriceBook> {
  return (await client.write('/api/v1/prices', { method: 'POST', body: given, match })).body as PriceBook
}

/** What counts for each network from one time until another; the week to come if left out. */
export async function readTimeline(
  client: Client,
  span: { readonly network?: string; readonly from?: number; readonly to?: number },
  signal: AbortSignal,
): Promise<PriceTimeline> {
  return (await client.get(withQuery('/api/v1/prices/timeline', span), signal)).body as PriceTimeline
}

/** What a pod of each owner is expected to use and to cost in a month, on every network. */
export async function readExpected(
  client: Client,
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<ExpectedCosts> {
  return (await client.get(withQuery('/api/v1/prices/expected', { namespace }), signal)).body as ExpectedCosts
}
