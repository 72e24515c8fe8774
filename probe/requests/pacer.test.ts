import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Pacer } from './pacer.ts'

const packetBytes = 1228
const packetUs = (bitsPerSecond: number) => (packetBytes * 8e6) / bitsPerSecond

test('a Pacer never exceeds its rate nor its time, however late it is asked', () => {
  const rate = fc.integer({ min: 1, max: 1e9 })
  const durationMs = fc.integer({ min: 1, max: 1000 })
  const pauses = fc.array(fc.integer({ min: 0, max: 300_000 }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(rate, durationMs, pauses, (bitsPerSecond, durationMs, pauses) => {
      const pacer = new Pacer(bitsPerSecond, durationMs, packetBytes)
      let [elapsedUs, sent] = [0, 0]
      for (const pause of pauses) {
        elapsedUs += pause
        const now = pacer.take(elapsedUs)
        sent += now
        expect(sent * packetBytes * 8).toBeLessThanOrEqual((bitsPerSecond * elapsedUs) / 1e6 + 1e-3)
        expect(now * packetUs(bitsPerSecond)).toBeLessThanOrEqual(
          Math.max(5000, packetUs(bitsPerSecond)) + 1e-3,
        )
        if (elapsedUs > durationMs * 1000) expect([now, pacer.nextUs]).toEqual([0, undefined])
      }
    }),
  )
})

test('a Pacer that is asked in time sends what its rate allows', () => {
  const pacer = new Pacer(10e6, 1000, packetBytes)
  let sent = 0
  for (let nextUs; (nextUs = pacer.nextUs) !== undefined;) sent += pacer.take(Math.ceil(nextUs))
  expect(sent).toBe(Math.floor(10e6 / 8 / packetBytes))
})
