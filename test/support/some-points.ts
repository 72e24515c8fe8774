import fc from 'fast-check'

/** For tests: 1 to 100 points of values from 0 to 10 within 100 s, oldest first. */
export const somePoints = fc
  .array(fc.record({ at: fc.nat(100_000), value: fc.double({ min: 0, max: 10, noNaN: true }) }), {
    minLength: 1,
    maxLength: 100,
  })
  .map((points) => points.toSorted((one, other) => one.at - other.at))
