import type { PriceRate } from '../../domain/price-book.ts'

/** What weave asks for a GB that leaves it, with these members changed. */
export const priceRate = (changes: Partial<PriceRate> = {}): PriceRate => ({
  network: 'weave',
  direction: 'egress',
  unit: 'GB',
  tiers: [{ price: '0.02' }],
  currency: 'EUR',
  effectiveFrom: '2026-01-01T00:00:00Z',
  ...changes,
})
