import { expect, test } from 'vitest'
import { unmeasured, type NetworkSample } from '../../domain/network-sample.ts'
import type { Clock } from '../../service-kit/clock.ts'
import { Ledger } from './ledger.ts'

const now = 1_700_000_000_000
const hour = 3_600_000

/** A machine's clocks: the one that is set, and the one that is not. */
class SetClock implements Clock {
  wall = now
  steady = 5_000

  nowMs(): number {
    return this.wall
  }

  monotonicMs(): number {
    return this.steady
  }

  advance(byMs: number): void {
    this.wall += byMs
    this.steady += byMs
  }
}

const decision = (over: { at?: number; outcome?: 'planned' | 'attached'; picks?: string[] } = {}) => ({
  id: 'd1',
  at: now,
  chosen: 'weave',
  demandBitsPerSecond: 4e6,
  outcome: 'planned' as const,
  ...over,
})

const sample = (at: number, over: Partial<NetworkSample> = {}): NetworkSample => ({
  ...unmeasured,
  network: 'weave',
  attachments: 0,
  at,
  ...over,
})

function open() {
  const clock = new SetClock()
  return { clock, ledger: new Ledger(clock) }
}

test('a promise stands for two minutes however the clock is set meanwhile, and no longer', () => {
  for (const jump of [-hour, hour]) {
    const { clock, ledger } = open()
    ledger.hold(decision())
    clock.wall += jump
    expect(ledger.of('weave').attachments).toBe(1)
    clock.advance(120_000)
    expect(ledger.of('weave').attachments).toBe(1)
    clock.advance(1)
    expect(ledger.of('weave').attachments).toBe(0)
  }
})

test('a sample that was made before the pod was attached lets go of nothing, whatever the clock says', () => {
  const { clock, ledger } = open()
  ledger.hold(decision())
  ledger.observe([sample(clock.wall)])
  clock.advance(10)
  ledger.attached('d1')
  clock.wall += hour
  expect(ledger.of('weave').attachments).toBe(1)
  clock.advance(10_000)
  ledger.observe([sample(clock.wall)])
  const unseen = 4e6 * Math.exp(-10_010 / 15_000)
  expect(ledger.of('weave')).toEqual({ bitsPerSecond: expect.closeTo(unseen, 3) as number, attachments: 0 })
  clock.advance(90_000)
  ledger.observe([sample(clock.wall, { trafficAt: clock.wall })])
  expect(ledger.of('weave')).toEqual({ bitsPerSecond: 0, attachments: 0 })
})

test('after the clock went back the next sample counts, and not only one of the time to come', () => {
  const { clock, ledger } = open()
  ledger.observe([sample(clock.wall)])
  ledger.hold(decision())
  ledger.attached('d1')
  clock.wall -= hour
  clock.advance(10)
  ledger.observe([sample(clock.wall)])
  expect(ledger.of('weave').attachments).toBe(0)
})

test('what an agent before had promised is held again for what is left of its time', () => {
  const { clock, ledger } = open()
  ledger.restore(decision({ at: now - 100_000, picks: ['weave', 'calico'] }))
  expect([ledger.of('weave'), ledger.of('calico')]).toEqual([
    { bitsPerSecond: 4e6, attachments: 1 },
    { bitsPerSecond: 4e6, attachments: 1 },
  ])
  clock.advance(20_001)
  expect(ledger.of('calico').attachments).toBe(0)
  ledger.restore(decision({ at: clock.wall - 120_001 }))
  expect(ledger.of('weave').attachments).toBe(0)
})

test('of what was attached before the start only a sample from after it lets go', () => {
  const { clock, ledger } = open()
  ledger.observe([sample(now - 1_000)])
  ledger.restore(decision({ at: now - 5_000, outcome: 'attached' }))
  expect(ledger.of('weave').attachments).toBe(1)
  clock.advance(1)
  ledger.observe([sample(clock.wall)])
  expect(ledger.of('weave').attachments).toBe(0)
})

test('a decision of the time to come was made before the clock went back, and is held', () => {
  const { clock, ledger } = open()
  ledger.restore(decision({ at: now + hour }))
  expect(ledger.of('weave').attachments).toBe(1)
  clock.advance(120_001)
  expect(ledger.of('weave').attachments).toBe(0)
})
