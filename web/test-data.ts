import type { Candidate, Decision, KpiScore } from '../domain/decision.ts'
import type { Weights } from '../domain/profile.ts'
import type { SourceStatus } from '../domain/source-status.ts'
import type { NetworkStanding } from '../domain/network-board.ts'

/** For tests: a KPI's part of a score that was just measured. */
export const kpiScoreWith = (part: Partial<KpiScore> = {}): KpiScore => ({
  kpi: 'utilization',
  reading: 0.3,
  ageMs: 1_000,
  source: 'sysfs:uplink0',
  confidence: 1,
  value: 1,
  good: 0.3,
  bad: 0.9,
  prior: 0.45,
  blended: 1,
  weight: 0.5,
  contribution: 0.5,
  ...part,
})

const candidateWith = (part: Partial<Candidate>): Candidate => ({
  network: 'net-a',
  score: 0.5,
  rank: 1,
  excluded: null,
  reservedBitsPerSecond: 0,
  reservedAttachments: 0,
  kpis: [kpiScoreWith()],
  ...part,
})

/** For tests: a network of the board. */
export const networkWith = (name: string, part: Partial<Candidate> = {}): NetworkStanding => ({
  name,
  plugins: ['bridge'],
  state: 'healthy',
  standing: candidateWith({ network: name, ...part }),
  sample: null,
  traffic: [],
})

const weights: Weights = {
  utilization: 6,
  headroom: 0,
  latency: 3,
  jitter: 0,
  loss: 1,
  responseTime: 1,
  applicationResponse: 1,
  dropRatio: 1,
  addressOccupancy: 2,
  occupancy: 1,
  subnets: 0,
  price: 0,
}

/** For tests: a decision for `default/pod`. */
export const decisionWith = (part: Partial<Decision> = {}): Decision => ({
  id: 'd1',
  at: 1_700_000_000_000,
  pod: { namespace: 'default', name: 'pod', uid: 'u1' },
  ifname: 'eth0',
  profile: {
    name: 'default',
    version: 1,
    weights,
  },
  demandBitsPerSecond: 1e6,
  candidates: [candidateWith({})],
  chosen: 'net-a',
  reason: 'net-a is the only network',
  outcome: 'planned',
  error: null,
  algorithm: 1,
  ...part,
})

/** For tests: a source that answers. */
export const sourceWith = (part: Partial<SourceStatus> = {}): SourceStatus => ({
  name: 'sysfs',
  kind: 'traffic',
  isAvailable: true,
  fault: null,
  networks: 2,
  dropped: {},
  lastDurationMs: 3,
  succeededAt: 1_000,
  ...part,
})
