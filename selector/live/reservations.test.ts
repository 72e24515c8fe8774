import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Reservations, type Shown } from './reservations.ts'

const at = 1_000_000
const sampleAt = (time: number): Shown => ({ at: time })
const nothing = { bitsPerSecond: 0, attachments: 0 }

const held = () => {
  const reservations = new Reservations()
  reservations.hold({ decision: 'd1', network: 'weave', bitsPerSecond: 5e6, at })
  return reservations
}

test('Reservations hold load and a place until samples can show them', () => {
  const reservations = held()
  expect(reservations.of('weave', sampleAt(at - 1_000), at)).toEqual({ bitsPerSecond: 5e6, attachments: 1 })
  expect(reservations.of('calico', undefined, at)).toEqual({ bitsPerSecond: 0, attachments: 0 })
})

test('Reservations free the place once a sample is younger than the attachment', () => {
  const reservations = held()
  reservations.attached('d1', at + 100)
  expect(reservations.of('weave', { at: at + 200, trafficAt: at - 10_000 }, at + 200)).toEqual({
    bitsPerSecond: 5e6,
    attachments: 0,
  })
})

test('Reservations go by the time of the figures themselves, where a sample carries older ones', () => {
  const reservations = held()
  reservations.attached('d1', at + 100)
  const shown = (over: Partial<Shown>, time: number) => reservations.of('weave', { at: time, ...over }, time)
  expect(shown({ trafficAt: at, addressesAt: at + 100 }, at + 20_000)).toEqual({
    bitsPerSecond: 5e6,
    attachments: 1,
  })
  const whole = { trafficAt: at + 90_000, addressesAt: at + 101 }
  expect(shown(whole, at + 100_000)).toEqual(nothing)
})

test('Reservations hold of a load what the smoothed load of its network does not have in it', () => {
  const reservations = held()
  reservations.attached('d1', at + 100)
  const afterReading = (trafficAt: number) =>
    reservations.of('weave', { at: trafficAt + 12_000, trafficAt }, trafficAt + 12_000).bitsPerSecond
  // Mean of 15 s: a reading of 10 s replaces 1 - exp(-10 / 15) of it; the pod was there for half of the first span.
  const taken = 1 - Math.exp(-10 / 15)
  const first = 5e6 * (1 - 0.5 * taken)
  expect([afterReading(at - 5_000), afterReading(at + 5_000), afterReading(at + 15_000)]).toEqual([
    5e6,
    expect.closeTo(first, 0),
    expect.closeTo(first * (1 - taken), 0),
  ])
  for (let later = 25_000; later < 90_000; later += 10_000) afterReading(at + later)
  expect(afterReading(at + 95_000)).toBe(0)
})

test('Reservations let go of a load at once where nothing had been measured before', () => {
  expect(held().of('weave', sampleAt(at + 1_000), at + 1_000)).toEqual({ bitsPerSecond: 0, attachments: 1 })
})

test('Reservations free everything when the attachment failed, and after two minutes without a word of it', () => {
  const failed = held()
  failed.release('d1')
  expect(failed.of('weave', undefined, at)).toEqual(nothing)
  expect(held().of('weave', undefined, at + 120_001)).toEqual(nothing)
})

test('Reservations hold one of each network that a decision has picked, and let go of all together', () => {
  const reservations = held()
  reservations.hold({ decision: 'd1', network: 'calico', bitsPerSecond: 5e6, at })
  const both = () => ['weave', 'calico'].map((network) => reservations.of(network, undefined, at).attachments)
  expect(both()).toEqual([1, 1])
  reservations.hold({ decision: 'd1', network: 'weave', bitsPerSecond: 5e6, at })
  expect(both()).toEqual([1, 1])
  reservations.release('d1')
  expect(both()).toEqual([0, 0])
})

interface Step {
  readonly deed: 'hold' | 'attached' | 'release' | 'sample'
  readonly decision: number
  readonly waitMs: number
}

/** The same, told as simply as can be: everything is looked at whenever somebody asks. */
function naive(steps: readonly (Step & { readonly at: number })[], nowMs: number) {
  const promises = new Map<number, { at: number; attachedAt: number; unseen: number; place: boolean }>()
  let before = -Infinity
  for (const { deed, decision, at } of steps) {
    for (const [number, { at: heldAt, attachedAt }] of promises)
      if (attachedAt === Infinity ? at - heldAt > 120_000 : at - attachedAt > 900_000) promises.delete(number)
    const promise = promises.get(decision)
    if (deed === 'hold') promises.set(decision, { at, attachedAt: Infinity, unseen: 1, place: true })
    if (deed === 'release') promises.delete(decision)
    if (deed === 'attached' && promise !== undefined) promise.attachedAt = Math.min(at, promise.attachedAt)
    if (deed !== 'sample' || at === before) continue
    const taken = 1 - Math.exp((before - at) / 15_000)
    for (const each of promises.values()) {
      const there = before === -Infinity ? 1 : Math.min(1, (at - each.at) / (at - before))
      if (at > each.at) each.unseen += taken * (1 - there - each.unseen)
      if (each.unseen < 0.02) each.unseen = 0
      if (at > each.attachedAt) each.place = false
    }
    before = at
  }
  const standing = [...promises.values()].filter(({ at, attachedAt }) =>
    attachedAt === Infinity ? nowMs - at <= 120_000 : nowMs - attachedAt <= 900_000,
  )
  return {
    bitsPerSecond: expect.closeTo(
      standing.reduce((sum, { unseen }) => sum + unseen * 3, 0),
      9,
    ) as unknown,
    attachments: standing.filter(({ place }) => place).length,
  }
}

test('Reservations add up to what a look at every single promise says, whatever has come and gone', () => {
  const step: fc.Arbitrary<Step> = fc.record({
    deed: fc.constantFrom('hold', 'hold', 'attached', 'release', 'sample'),
    decision: fc.nat({ max: 6 }),
    waitMs: fc.constantFrom(0, 1, 5_000, 20_000, 70_000),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const reservations = new Reservations()
      let now = 0
      let latest: Shown | undefined
      const timed = steps.map((each) => ({ ...each, at: (now += each.waitMs) }))
      for (const { deed, decision: number, at } of timed) {
        const decision = String(number)
        if (deed === 'hold') reservations.hold({ decision, network: 'weave', bitsPerSecond: 3, at })
        if (deed === 'attached') reservations.attached(decision, at)
        if (deed === 'release') reservations.release(decision)
        if (deed === 'sample') reservations.of('weave', (latest = { at }), at)
      }
      expect(reservations.of('weave', latest, now)).toEqual(naive(timed, now))
    }),
  )
})

test('Reservations of attached pods last while the collector is silent, and fifteen minutes at most', () => {
  const reservations = held()
  reservations.attached('d1', at + 100)
  expect(reservations.of('weave', undefined, at + 600_000)).toEqual({ bitsPerSecond: 5e6, attachments: 1 })
  expect(reservations.of('weave', undefined, at + 900_101)).toEqual({ bitsPerSecond: 0, attachments: 0 })
})
