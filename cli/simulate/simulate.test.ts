import { expect, test } from 'vitest'
import type { Candidate, Decision } from '../../domain/decision.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { simulate } from './simulate.ts'

const hour = 3_600_000
const untilMs = 1_700_000_000_000

const candidate = (network: string, reading: number | null): Candidate => ({
  network,
  score: 0.5,
  rank: 1,
  excluded: null,
  reservedBitsPerSecond: 0,
  reservedAttachments: 0,
  kpis: [
    {
      kpi: 'utilization',
      reading,
      ageMs: 0,
      source: 'test',
      confidence: 1,
      value: 0.5,
      good: 0.3,
      bad: 0.9,
      prior: 0.45,
      blended: 0.5,
      weight: 1,
      contribution: 0.5,
    },
  ],
})

const decision = (id: string, over: Partial<Decision> = {}): Decision => ({
  id,
  at: untilMs - hour,
  pod: { namespace: 'shop', name: id, uid: id },
  ifname: 'eth0',
  profile: defaultProfile,
  demandBitsPerSecond: 0,
  candidates: [candidate('weave', 0.2), candidate('calico', 0.95)],
  chosen: 'weave',
  reason: 'weave over calico: congestion +.40',
  outcome: 'observed',
  attachedTo: 'calico',
  error: null,
  algorithm: 1,
  ...over,
})

const run = (decisions: readonly Decision[], instead?: string) =>
  simulate({
    sinceMs: untilMs - 2 * hour,
    untilMs,
    byNode: new Map([['one', decisions]]),
    instead,
    unreachable: [],
  })

test('simulate() counts who would have gone elsewhere, from where to where, and how congested it was', () => {
  const report = run([
    decision('a'),
    decision('b'),
    decision('c', { chosen: 'calico', pod: { namespace: 'bank', name: 'c', uid: 'c' } }),
  ])
  expect(report).toMatchObject({
    decisions: 3,
    compared: 3,
    observed: 3,
    elsewhere: 2,
    moves: [{ from: 'calico', to: 'weave', pods: 2 }],
    agreement: [
      { namespace: 'shop', compared: 2, same: 0 },
      { namespace: 'bank', compared: 1, same: 1 },
    ],
    congestion: { pods: 3, congestedWithout: 3, congestedWith: 1 },
  })
  expect([report.congestion?.without, report.congestion?.with].map((mean) => mean?.toFixed(2))).toEqual([
    '0.95',
    '0.45',
  ])
})

test('simulate() compares what attached pods got with the network that is named, and says so if none is', () => {
  const attached = { outcome: 'attached' } as const
  const { attachedTo: _none, ...own } = decision('a', attached)
  expect(run([own], 'calico')).toMatchObject({ compared: 1, observed: 0, elsewhere: 1 })
  const report = run([own])
  expect([report.compared, report.congestion]).toEqual([0, null])
  expect(report.unknown).toEqual([
    '1 decision attached a pod by itself: what it would have got without is known only if you say it with --instead',
  ])
})

test('simulate() leaves out what failed, and figures that nobody has', () => {
  const unmeasured = [candidate('weave', null), candidate('calico', 0.95)]
  const report = run([decision('a', { outcome: 'failed' }), decision('b', { candidates: unmeasured })])
  expect(report).toMatchObject({ compared: 1, congestion: null })
  expect(report.unknown).toContain('The congestion of 1 pod is not known, as a network had no reading')
})

test('simulate() says how far back it could look', () => {
  const report = simulate({
    sinceMs: untilMs - 168 * hour,
    untilMs,
    byNode: new Map([['one', [decision('a')]]]),
    instead: undefined,
    unreachable: [{ node: 'two', fault: 'Cannot reach the agent on two: gone' }],
  })
  expect(report.unknown[0]).toBe(
    'Nothing is remembered from before 1h ago, so less than you asked for was read',
  )
  expect(report.unknown.at(-1)).toBe('1 node did not answer and is left out')
})
