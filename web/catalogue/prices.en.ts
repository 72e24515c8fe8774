const rates = (count: number) => (count === 1 ? 'one rate' : `${count} rates`)

/** The words of the prices. */
export const english = {
  title: 'Prices',
  lead: 'What networks cost, and what pods are expected to.',

  book: 'Price book',
  empty: 'There are no prices yet. Import a price book below, and it appears here.',
  versionShown: 'Version',
  version: (version: number, count: number) => `Version ${version}: ${rates(count)}`,
  newestOf: (version: number, count: number) => `Version ${version}, which counts: ${rates(count)}`,
  nextChange: (at: string) => `Other prices count from ${at} on`,
  noChange: 'No other prices are to come',
  network: 'Network',
  use: 'For',
  price: 'Price',
  hours: 'Hours',
  span: 'Counts',
  source: 'Source',
  allOf: (networkClass: string) => `all of ${networkClass}`,
  traffic: (direction: string, destination: string) => `${direction}, ${destination}`,
  directions: { egress: 'sent', ingress: 'received', both: 'sent and received' },
  destinations: {
    any: 'to anywhere',
    sameNode: 'within the node',
    sameZone: 'within the zone',
    crossZone: 'to other zones',
    crossRegion: 'to other regions',
    internet: 'to the internet',
  },
  units: { interfaceHour: 'an attachment', addressHour: 'an address', month: 'the network' },
  per: {
    GB: 'per GB',
    GiB: 'per GiB',
    interfaceHour: 'an hour',
    addressHour: 'an hour',
    month: 'a month',
  },
  upTo: (price: string, units: string) => `${price} up to ${units}`,
  then: ', then ',
  always: 'always',
  from: (day: string) => `from ${day}`,
  fromUntil: (from: string, until: string) => `${from} to ${until}`,

  week: 'The week to come',
  sending: 'What sending costs',
  perOf: { GB: 'per GB, to anywhere', GiB: 'per GiB, to anywhere' },
  carried: 'What the month has carried already',
  carriedBelow: (end: string) => `less than ${end}`,
  carriedBetween: (begin: string, end: string) => `${begin} to ${end}`,
  carriedFrom: (begin: string) => `${begin} and more`,
  when: 'From',
  now: 'at the beginning of the week shown',
  noPrice: 'no price',
  nothingPriced: 'No network has a price for what pods send.',
  without: (networks: string) =>
    `Not drawn, as without such a price or of another currency or unit: ${networks}`,

  expected: 'Expected costs',
  expectedNote:
    'In a month, of all pods that run now, if all were on one network and the prices of now held. Their number is counted every ten minutes',
  noOwners:
    'Nobody is known yet. Owners of pods appear here once a pod runs; what their pods use is learned within ten minutes.',
  owner: 'Owner of pods',
  pods: 'Pods',
  uses: 'A pod uses in a month',
  owners: (count: number) => (count === 1 ? 'one owner' : `${count} owners`),
  sumBasis: (confidence: string) => `pods are counted, their use is ${confidence} sure`,
  useOf: (egress: string, ingress: string) => `${egress} GB sent, ${ingress} GB received`,
  basis: (basis: string, confidence: string) => `${basis}, ${confidence} sure`,
  bases: {
    owner: 'from its pods',
    namespace: 'from its namespace',
    questionnaire: 'from its profile',
    none: 'assumed',
  },
  notCounted: 'nobody has counted all of its pods of late',
  leftOut: (count: number) =>
    count === 1
      ? 'One more owner is not shown, and in no sum.'
      : `${count} more owners are not shown, and in no sum.`,
  onePod: (money: string) => `one pod ${money}`,
  nineOfTen: (money: string) => `nine of ten below ${money}`,
  cheapest: 'cheapest',
  unknown: 'unknown',

  import: 'New prices',
  table: 'Table or JSON',
  tableHelp:
    'A table with a line of names (CSV), a list of rates as JSON, or a pricing file of OpenCost. It is shown what would change before anything is saved.',
  file: 'Choose a file',
  how: 'They',
  replaces: 'take the place of all prices',
  adds: 'are added, and end what they are for',
  preview: 'See what would change',
  changes: 'What would change',
  wouldChange: (count: number) =>
    count === 0
      ? 'Nothing would change.'
      : count === 1
        ? 'One rate would change:'
        : `${count} rates would change:`,
  change: 'Change',
  before: 'Before',
  after: 'After',
  kinds: { added: 'new', removed: 'goes', changed: 'changes' },
  save: (version: number) => `Save as version ${version}`,
  saved: (version: number) => `Version ${version} of the price book is saved`,
  savedShort: 'The prices are saved',
  conflict: 'Somebody else has saved prices since.',
  conflictHelp:
    'Nothing was saved, and what you typed is still here: see again what would change of the newest book.',
  faults: {
    tooLong: 'That is too much: a million characters at most',
    noJson: 'That is no JSON: look for a missing bracket or quote',
    noRates: 'That JSON has no rates: give a list of them, an object with rates, or one with opencost',
  },
}

/** What every language has to say. */
export type PricesWords = typeof english
