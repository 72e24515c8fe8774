/** Between which two shares the true one lies. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** The normal quantile for an interval that holds the truth in 80 % of all cases. */
const zOf80 = 1.2815515655446004

/**
 * Wilson's interval of a share from `hits` of `tries` ("Probable inference, the law of succession, and statistical
 * inference", 1927), at 80 % unless another `z` is given: 0 of 5 is not 0 %. Without tries it is everything.
 */
export function wilsonInterval(hits: number, tries: number, z = zOf80): Interval {
  if (tries <= 0) return { low: 0, high: 1 }
  const share = hits / tries
  const middle = share + z ** 2 / (2 * tries)
  const reach = z * Math.sqrt((share * (1 - share)) / tries + z ** 2 / (4 * tries ** 2))
  const scale = 1 + z ** 2 / tries
  // By the formula they hold the share; by its rounding they may miss it by a little.
  return {
    low: Math.max(0, Math.min(share, (middle - reach) / scale)),
    high: Math.min(1, Math.max(share, (middle + reach) / scale)),
  }
}
