import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOffMs, reflectorBackOff } from './back-off.ts'

test('pauses double up to the most, and each is between half and the whole', () => {
  const wholes = [1, 2, 3, 6, 7, 1_000].map((failures) => backOffMs(reflectorBackOff, failures, 1))
  expect(wholes).toEqual([800, 1_600, 3_200, 25_600, 30_000, 30_000])
  const chance = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.nat(), chance, (failures, random) => {
      const pause = backOffMs(reflectorBackOff, failures, random)
      const whole = backOffMs(reflectorBackOff, failures, 1)
      expect(pause).toBeGreaterThanOrEqual(Math.floor(whole / 2))
      expect(pause).toBeLessThanOrEqual(whole)
    }),
  )
})
