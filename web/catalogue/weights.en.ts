import type { ShiftKind } from '../chart/ranking/rank-slope.ts'

/** The words of the weights. */
export const english = {
  title: 'Weights',
  lead: 'What counts how much when a network is chosen. Nothing is saved before you say so.',

  profile: 'Profile',
  builtIn: 'Built-in profile',
  noProfiles: 'The profiles cannot be listed.',
  ofFile: 'file',
  version: (version: number) => `Version ${version}`,
  origin: {
    'built-in':
      'Counts where no profile says otherwise, and cannot be changed. Try here, and save as a new one.',
    file: 'Comes from a file of this machine: it is read-only here and changed there. Try here, and save as a new one.',
    api: 'Kept by this server.',
    cluster: 'An object of the cluster.',
  },
  newTitle: 'A new profile',
  asNew: 'Save as a new one',
  notAsNew: 'Back to this one',
  namespace: 'Namespace',
  name: 'Name',
  badNamespace: 'Has to be small letters, digits and dashes, 63 at most, such as shop',
  badName: 'Has to be small letters, digits, dashes and points, 253 at most, such as video',
  isDefault: 'For all pods of the namespace that name no other',

  save: 'Save',
  saveNew: 'Save the new profile',
  saving: 'Saving',
  discard: 'Discard',
  unchanged: 'Nothing is changed.',
  changed: (count: number) => (count === 1 ? '1 weight is changed.' : `${count} weights are changed.`),
  moreChanged: 'More than weights is changed.',
  resumed: 'Your changes from last time are here again.',
  saved: (name: string, version: number) => `${name} is saved as version ${version}.`,
  fixFirst: 'An entry cannot be taken: put it right before saving.',
  allZero: 'All weights are 0: give one of them a weight.',
  exists: (name: string) => `${name} is there already. Nothing was overwritten: choose another name, or`,
  openIt: 'open it',

  ways: 'How to weigh',
  bySliders: 'Sliders',
  byPairs: 'Compare in pairs',
  presets: 'Ready-made',
  presetTaken: (title: string) => `The sliders stand as ${title} has them`,
  shares: 'Shares of the weights',
  was: (weight: string) => `was ${weight}`,
  weightOf: (kpi: string) => `Weight of ${kpi}`,
  idle: 'not measured',
  idleMeans: 'No network of this node is measured for it, so it counts nothing here',
  idleFit: 'no preferences',
  idleFitMeans: 'It counts nothing, as the profile names no capabilities that it prefers',

  ranking: 'Ranking as it would be',
  rankingOn: (node: string) => `On ${node}, by the readings of now.`,
  wins: (network: string) => `${network} would win`,
  nobody: 'No network is there to rank yet.',
  noRank: 'There is no ranking while all weights are 0.',
  none: '–',
  scoreMove: (by: string) => `${by} against now`,
  shift: {
    up: (steps: number) => `up ${steps}`,
    down: (steps: number) => `down ${steps}`,
    same: () => 'stays',
    in: () => 'comes in',
    out: () => 'drops out',
    none: () => 'left out',
  } satisfies Record<ShiftKind, (steps: number) => string>,
  shiftSign: { up: '▲', down: '▼', same: '=', in: '+', out: '−', none: '–' } satisfies Record<
    ShiftKind,
    string
  >,

  pairsLead:
    'Which of the two matters more, and how many times as much? What fifteen answers come to is weighed into shares, which shows contradictions too.',
  pairTimes: (group: string, than: string, times: number) =>
    times === 1
      ? `${group} and ${than} matter the same`
      : `${group} matters ${times} times as much as ${than}`,
  pairOf: (group: string, than: string) => `${group} or ${than}`,
  pairsResult: 'What it comes to',
  consistent: (ratio: string) => `The answers fit together: consistency ratio ${ratio}, of less than 0.1.`,
  inconsistent: (ratio: string) =>
    `The answers contradict each other: consistency ratio ${ratio}, which should be less than 0.1.`,
  lookAt: (said: string, rest: string) => `Look at this one first: ${said}; by the others, ${rest}.`,
  takePairs: 'Take over into the sliders',
  pairsTaken: 'The sliders stand as the comparisons say.',
  clearPairs: 'All the same',
  group: 'Group',
  groupShare: 'Share',
  kpiWeights: 'Weights',

  conflict: 'Somebody else has changed this profile since you began',
  conflictLead: (mine: number, theirs: number) =>
    `You began from version ${mine}; version ${theirs} is there now. Nothing was overwritten, neither theirs nor yours.`,
  removed: 'Somebody has removed this profile since you began',
  removedLead: 'Nothing of yours is lost: save it anew, or discard it.',
  saveAnew: 'Save mine anew',
  field: 'Field',
  base: 'When you began',
  theirs: 'Theirs',
  mine: 'Mine',
  both: 'both changed it',
  onlyTheirs: 'only they changed it',
  onlyMine: 'only you changed it',
  noConflict: 'You changed different fields: merging keeps both.',
  sameChange: 'Both made the same changes.',
  takeTheirs: 'Take theirs',
  merge: 'Merge',
  keepMine: (version: number) => `Save mine over version ${version}`,
  merged: 'Merged: look at the ranking, then save.',
  tookTheirs: 'Their version stands; yours is discarded.',
  absent: 'not there',

  returnTitle: 'Return, and discard what is not saved?',
  returnLead:
    'You have changes here that are not saved. To return saves the profile as it was, without them.',
  returnAction: 'Return without them',

  takeAlong: 'To take along',
  yaml: 'The profile as YAML',
  patch: 'This change by kubectl',
  apply: 'This new profile by kubectl',
  patchApi: 'Where the profile is an object of a cluster; this server keeps its profiles itself.',
  nothingToPatch: 'There is no change to make a command of yet.',
}

/** What every language has to say. */
export type WeightsWords = typeof english
