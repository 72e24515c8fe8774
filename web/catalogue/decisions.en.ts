/** The words of the list of decisions. */
export const english = {
  title: 'Decisions',
  lead: 'Which pod got which network, and why.',
  last: 'Last decisions',
  waiting: (count: number) => `${count} new, shown when you are done reading`,
  older: 'Show older ones',
  /** `{annotation}` and `{value}` are code. */
  empty:
    'No pod has asked yet. Start one whose {annotation} annotation is empty ({value}) and the choice that is made for it appears here.',
  got: 'got',
  wouldHaveGot: 'would have got',
}

/** What every language has to say. */
export type DecisionsWords = typeof english
