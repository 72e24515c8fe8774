import type { Candidate, Decision, KpiScore } from '../../domain/decision.ts'
import { defaultProfile } from '../../domain/profile.ts'
import type { SourceStatus } from '../../domain/source-status.ts'
import type { NetworkStanding } from '../../domain/network-board.ts'

/** A KPI's part of a score that was just measured. */
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

/** A candidate of which only congestion is known. */
export const candidateWith = (part: Partial<Candidate>): Candidate => ({
  network: 'net-a',
  score: 0.5,
  rank: 1,
  excluded: null,
  reservedBitsPerSecond: 0,
  reservedAttachments: 0,
  kpis: [kpiScoreWith()],
  ...part,
})

/** A network of the board. */
export const networkWith = (name: string, part: Partial<Candidate> = {}): NetworkStanding => ({
  name,
  plugins: ['bridge'],
  state: 'healthy',
  standing: candidateWith({ network: name, ...part }),
  sample: null,
  traffic: [],
})

/** A decision for `default/pod`. */
export const decisionWith = (part: Partial<Decision> = {}): Decision => ({
  id: 'd1',
  at: 1_700_000_000_000,
  pod: { namespace: 'default', name: 'pod', uid: 'u1' },
  ifname: 'eth0',
  profile: defaultProfile,
  demandBitsPerSecond: 1e6,
  candidates: [candidateWith({})],
  chosen: 'net-a',
  reason: 'net-a is the only network',
  outcome: 'planned',
  error: null,
  algorithm: 1,
  ...part,
})

/** A source that answers. */
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
