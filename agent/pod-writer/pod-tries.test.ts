import { expect, test } from 'vitest'
import { KubeError } from '../../kube/kube-error.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { ApiPause } from './api-pause.ts'
import { faultKind } from './fault-kind.ts'
import { PodTries } from './pod-tries.ts'

const write = (desired: string, uid = 'u1') => ({
  pod: { namespace: 'default', name: 'web', uid },
  changes: {},
  desired,
  event: null,
})

function opened() {
  const clock = new ManualClock(0)
  return { clock, tries: new PodTries(clock, () => 1) }
}

test('PodTries waits longer after each fault, and not at all for another text', () => {
  const { clock, tries } = opened()
  const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
    tries.failed(write('a'))
    return tries.dueMs(write('a')) - clock.monotonicMs()
  })
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
  expect(tries.dueMs(write('b'))).toBe(-Infinity)
})

test('PodTries writes the same again ever more rarely: somebody else writes there too', () => {
  const { tries } = opened()
  const pauses = [1, 2, 3, 4, 5, 6].map(() => {
    tries.written(write('a'))
    return tries.dueMs(write('a'))
  })
  expect(pauses).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000])
})

test('PodTries says once that a pod was refused, and tries it again much later', () => {
  const { tries } = opened()
  expect([tries.refused(write('a')), tries.refused(write('a')), tries.dueMs(write('a'))]).toEqual([
    true,
    false,
    600_000,
  ])
})

test('PodTries forgets the pods that are gone', () => {
  const { tries } = opened()
  for (const uid of ['u1', 'u2']) tries.failed(write('a', uid))
  tries.keepOnly(new Set(['u2']))
  expect([tries.faults(write('a')), tries.faults(write('a', 'u2'))]).toEqual([0, 1])
})

test('ApiPause counts those who were on their way as one, and heeds what the API asks for', () => {
  const clock = new ManualClock(0)
  const pause = new ApiPause(clock, () => 1)
  for (let count = 0; count < 4; count++) pause.begin()
  expect(pause.untilMs).toBe(1_000)
  clock.advance(1_000)
  expect(pause.isOn).toBe(false)
  pause.begin(30_000)
  expect(pause.untilMs).toBe(31_000)
  pause.end()
  pause.begin()
  expect(pause.untilMs).toBe(2_000)
})

test('ApiPause waits no longer than a minute, whatever the API asks for', () => {
  const pause = new ApiPause(new ManualClock(0), () => 1)
  pause.begin(86_400_000)
  expect(pause.untilMs).toBe(60_000)
})

test.each([
  [0, 'away'],
  [401, 'away'],
  [403, 'refused'],
  [404, 'refused'],
  [408, 'repeated'],
  [409, 'repeated'],
  [422, 'refused'],
  [429, 'away'],
  [500, 'repeated'],
  [503, 'away'],
] as const)('faultKind() takes status %i for %s', (status, kind) => {
  expect(faultKind(new KubeError('Cannot', { status }))).toBe(kind)
})

test('faultKind() takes what the API did not say for something that may pass', () => {
  expect(faultKind(new TypeError('fetch failed'))).toBe('repeated')
})
