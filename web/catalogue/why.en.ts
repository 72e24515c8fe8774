/** The words of one decision opened. */
export const english = {
  title: 'Why this network',
  fetching: 'Fetching the decision …',
  cannotShow: 'This decision cannot be shown.',
  others: 'Other decisions',
  newer: 'Newer',
  older: 'Older',

  /** `{network}` is a name. */
  tried: (error: string) => `Before it {network} was tried, and failed: ${error}`,
  someMissSla: 'Not all of these networks meet the SLA.',
  noneMeetsSla: 'No network meets the SLA.',
  observed: 'Observing only: the pod was attached to {network}, as it was before.',
  notAttached: 'It could not be attached.',

  first: 'First: which can take it',
  mayBeChosen: (left: number, all: number) => `${left} of ${all} may be chosen`,
  then: 'Then: which suits it best',
  eachStep: 'each step starts where the one above ends',
  sideBySide: 'Candidates side by side',

  excluded: 'excluded',
  chosen: 'chosen',
  rank: (rank: number) => `rank ${rank}`,
  missesSla: (how: string) => `misses the SLA: ${how}`,
  weight: (share: string) => `weight ${share}`,
  anchors: (good: string, bad: string) => `1 to ${good}, 0 from ${bad}`,
  notMeasured: 'not measured',
  takenToBe: (worth: string) => `taken to be worth ${worth}`,
  worth: (worth: string, trusted: string) => `worth ${worth}, ${trusted} trusted`,
  old: (age: string, source: string) => `${age} old, ${source}`,
  score: 'Score',
  leadTo: (lead: string, network: string) => `${lead} to ${network}`,
  promised: 'Already promised',
  promisedOf: (rate: string, pods: number) => `${rate}, ${pods} pods`,
  unknown: 'unknown',

  expectedUse: 'Expected of the pod',
  expectedCost: 'Expected to cost',
  aMonth: (money: string) => `${money} a month`,
  upTo: (aMonth: string, most: string, by: string) => `${aMonth}, nine of ten such pods up to ${most}; ${by}`,
  bySettings: 'by settings of networks',
  byBook: (version: number) => `by price book ${version}`,
  profile: 'Profile',
  nameAndVersion: (name: string, version: number) => `${name}, version ${version}`,
  scoring: 'Scoring',
  version: (version: number) => `version ${version}`,
  decision: 'Decision',
  asJson: 'as JSON',
}

/** What every language has to say. */
export type WhyWords = typeof english
