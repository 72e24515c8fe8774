import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RisingIds } from './rising-ids.ts'

const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The id that a clock and a source of random bits would give. */
function idOf(ms: number, bits: bigint): string {
  const time = ms.toString(16).padStart(12, '0')
  const tail = (0x8000_0000_0000_0000n | bits).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-${tail.slice(0, 4)}-${tail.slice(4)}`
}

test('ids rise, are of version 7 and never the same, however many a millisecond has', () => {
  const rising = new RisingIds()
  const ids = Array.from({ length: 20_000 }, () => rising.next())
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !version7.test(id))).toEqual([])
})

test('ids rise however the clock jumps, and tell its time again once it has caught up', () => {
  // As far as 60 of the 62 bits: what carries beyond them would take some 2^30 ids in one millisecond.
  const bits = fc.bigInt({ min: 0n, max: 2n ** 60n })
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), bits), { minLength: 1 }), (draws) => {
      const drawn = draws.map(([ms, tail]) => idOf(ms, tail))
      const queue = [...drawn, idOf(2 ** 32, 0n)]
      const rising = new RisingIds(() => queue.shift() ?? '')
      const ids = drawn.map(() => rising.next())
      expect(ids.toSorted()).toEqual(ids)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.filter((id) => !version7.test(id))).toEqual([])
      expect(rising.next()).toBe(idOf(2 ** 32, 0n))
    }),
  )
})

test('ids go on behind the newest that was kept, though the clock has gone back meanwhile', () => {
  const kept = idOf(2 ** 40, 7n)
  const rising = new RisingIds(() => idOf(5, 3n))
  rising.follow(kept)
  rising.follow(idOf(9, 0n))
  const [first, second] = [rising.next(), rising.next()]
  expect([kept, first, second].toSorted()).toEqual([kept, first, second])
  expect(first).toMatch(version7)
})
