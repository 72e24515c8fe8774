/** The words of the weights. */
export const english = {
  title: 'Weights',
  lead: 'What counts how much when a network is chosen.',
}

/** What every language has to say. */
export type WeightsWords = typeof english
