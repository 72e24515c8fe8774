/** The words of the prices. */
export const english = {
  title: 'Prices',
  lead: 'What networks cost, and what pods are expected to.',
  empty: 'There are no prices yet. Once a price book is imported it appears here.',
  version: (version: number, rates: number) =>
    `Version ${version}: ${rates === 1 ? 'one rate' : `${rates} rates`}`,
}

/** What every language has to say. */
export type PricesWords = typeof english
