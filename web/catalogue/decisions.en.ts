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
  search: 'Look for decisions',
  fields: {
    pod: 'Pod',
    namespace: 'Namespace',
    network: 'Network',
    outcome: 'What became of it',
    from: 'From',
    to: 'Until',
  },
  anyOutcome: 'anything',
  clear: 'Clear',
  found: 'Found',
  count: (count: string, hasMore: boolean) => (hasMore ? `${count} and more` : count),
  nothingFound: 'No decision that is kept is like that. Names have to be whole.',
  faults: {
    tooLong: 'No name is that long: 253 characters at most',
    noName: 'No name in Kubernetes: small letters, digits, - and . alone',
    noTime: 'Has to be a date with a time, such as 2026-11-25 14:00',
    notAfter: 'Has to be later than From',
    noOutcome: 'Has to be one of the list',
  },
}

/** What every language has to say. */
export type DecisionsWords = typeof english
