/** As often as rounds are, unless the operator says otherwise. */
const roundMs = 10_000
const longestMs = 300_000
/** Rounds begin a little before or after their time. */
const slack = 0.9

/**
 * How long a source is left to itself after so many failures in a row, from the begin of the last one: one round, two,
 * four, up to five minutes.
 */
export function backOffMs(failures: number): number {
  return slack * Math.min(longestMs, roundMs * 2 ** (failures - 1))
}
