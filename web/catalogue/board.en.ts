/** The words of the networks and of where their figures come from. */
export const english = {
  title: 'Networks',
  lead: 'How every network stands now, and which one a pod would get.',
  byState: 'Networks by state',

  nextTitle: 'A pod that asks now gets',
  noNetwork: 'no network',
  allExcluded: 'each of them is excluded for the reason below',
  onlyOne: 'the only one that can take it',
  /** How the first stands to the second: `{second}` is its name. */
  ahead: (lead: string) => `${lead} ahead of {second}`,
  aheadInSla: 'ahead of {second}, which misses the SLA',
  level: 'level with {second}',
  levelLessUsed: 'level with {second}, and less of its capacity is in use',
  hair: 'a hair',

  ranking: 'Ranking',
  tableLabel: 'Networks, best first',
  columns: {
    rank: 'Rank',
    network: 'Network',
    score: 'Score',
    traffic: 'Traffic',
    use: 'In use',
    latency: 'Latency',
    addresses: 'Addresses',
    pods: 'Pods',
    measured: 'Measured',
  },
  /** `{dir}` is the usual directory. */
  empty:
    'This node has no network yet. Put a CNI conf into its conf directory (usually {dir}) and it appears here.',
  excluded: 'Excluded',
  unknown: 'unknown',
  never: 'never',
  of: (total: string) => `of ${total}`,
  promised: (count: number) => `${count} promised and not attached yet.`,
  usedUpIn: (time: string) => `used up in about ${time}`,
  fullIn: (time: string) => `full in about ${time}`,

  measured: (age: string, source: string) => `Measured ${age} ago by ${source}.`,
  nobodyMeasuredIt: 'Nobody has measured it.',
  nobodyMeasured: 'Nobody has measured this network yet',
  notMeasured: 'not measured',
  promisedRate: (rate: string) => `${rate} are promised and not measured yet.`,

  parts: {
    kpi: 'KPI',
    reading: 'Reading',
    age: 'Age',
    trusted: 'Trusted',
    weight: 'Weight',
    adds: 'Adds',
    source: 'Source',
  },
  none: 'none',

  in: (rate: string) => `in ${rate}`,
  out: (rate: string) => `out ${rate}`,
  intoPods: 'Into pods',
  outOfPods: 'Out of pods',
  capacity: 'Capacity',
  headroom: 'Headroom',
  drops: 'Drops',
  source: 'Source',
  age: 'Age',

  lossOf: (share: string) => `≤\u00a0${share} loss`,
  http: (time: string) => `${time} HTTP`,
  thereAndBack: 'There and back, p50',
  p95: 'p95',
  jitter: 'Jitter',
  lost: 'Lost, at most',
  response: 'HTTP response, p95',

  compared: 'Side by side',
  state: 'State',
  better: 'better',
  pin: (network: string) => `Pin ${network}, to compare it`,
  pinAnother: (network: string) => `${network} is pinned: pin another one to see both side by side.`,
  groups: {
    meets: 'Meet the SLA',
    misses: 'Miss the SLA',
    excluded: 'Take no pod now',
  },

  sources: 'Sources',
  answers: 'answers',
  answersNot: 'does not answer',
  tellsOf: (tells: string, count: number) => `${tells} of ${count} ${count === 1 ? 'network' : 'networks'}`,
  within: (sentence: string, ms: number) => `${sentence}, in ${ms} ms`,
}

/** What every language has to say. */
export type BoardWords = typeof english
