import fc from 'fast-check'
import { expect, test } from 'vitest'
import { interarrivalJitter } from './interarrival-jitter.ts'

const figure = fc.double({ min: 0, max: 1e6, noNaN: true })

test('interarrivalJitter() of a constant difference is that difference, and of a steady network nothing', () => {
  fc.assert(
    fc.property(figure, figure, fc.integer({ min: 2, max: 60 }), (base, swing, count) => {
      const swinging = Array.from({ length: count }, (_, at) => base + (at % 2) * swing)
      expect(interarrivalJitter(swinging)).toBeCloseTo(swing, 3)
      expect(interarrivalJitter(Array.from({ length: count }, () => base))).toBe(0)
    }),
  )
})

test('interarrivalJitter() lies within the differences and passes over what was lost', () => {
  fc.assert(
    fc.property(fc.array(fc.option(figure), { maxLength: 40 }), (trips) => {
      const came = trips.filter((trip) => trip !== null)
      const jitter = interarrivalJitter(trips)
      expect(jitter).toBe(interarrivalJitter(came))
      const steps = came.slice(1).map((trip, at) => Math.abs(trip - (came[at] ?? 0)))
      if (steps.length === 0) expect(jitter).toBeNull()
      else expect(jitter).toBeLessThanOrEqual(Math.max(...steps) + 1e-6)
    }),
  )
})
