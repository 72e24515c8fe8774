import type { Resolution } from '../../domain/network-history.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How long each is kept, and how long a span may be that is not too many points to look at. */
const finestFirst: readonly (readonly [Resolution, number, number])[] = [
  ['raw', dayMs, hourMs],
  ['minute', 14 * dayMs, 8 * hourMs],
]

/** The finest resolution that is kept for all of a span and has a few hundred points in it. Unix times in ms. */
export function usualResolution(fromMs: number, toMs: number, nowMs: number): Resolution {
  const fits = finestFirst.find(([, keptMs, spanMs]) => fromMs >= nowMs - keptMs && toMs - fromMs <= spanMs)
  return fits?.[0] ?? 'hour'
}
