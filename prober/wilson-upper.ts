/** The 90th percentile of the standard normal distribution: Wilson's interval at 80 % has a tenth on either side. */
const z = 1.2815515655446004

/**
 * The upper end of Wilson's score interval (1927) at 80 % for a share of which `hits` of `trials` were seen: of 5
 * probes none lost still allows for 25 %. Null of no trials.
 */
export function wilsonUpper(hits: number, trials: number): number | null {
  if (trials <= 0) return null
  const share = hits / trials
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))
  const upper = (share + (z * z) / (2 * trials) + spread) / (1 + (z * z) / trials)
  // Of all lost it is 1 by the formula, and a little less by its rounding.
  return Math.min(1, Math.max(share, upper))
}
