import { countersOf } from '../../../domain/uplink-group.ts'
import type { NetworkSample } from '../../../domain/network-sample.ts'
import { ewma, type Point } from '../../../estimators/ewma.ts'
import { loadTauMs, loadWindowMs } from '../load-smoothing.ts'
import { ageOf, readingOfFigure, type Known, type Readings, type UplinkMate } from './known.ts'

/** Loads vary: a link is judged by their mean and so many of their deviations (Trimaran's LoadVariationRiskBalancing). */
const caution = 0.5
/** A capacity that was only learned from traffic is a lower bound, so what is left of it may be more. */
const learnedTrust = 0.5

type Direction = 'ingressBitsPerSecond' | 'egressBitsPerSecond'
/** What a network carries in a direction; null if it is not known. */
type LoadBy = (user: UplinkMate, direction: Direction) => number | null

/** Smoothed load of the busier direction, what is left after the last minute's p95, and drops. */
export function trafficReadings(known: Known, latest: NetworkSample): Readings {
  const { reserved, mates = [], nowMs } = known
  const rest = {
    ageMs: ageOf(latest.trafficAt, latest, nowMs),
    source: latest.source ?? 'unknown',
    trust: capacityTrust(latest),
  }
  const promised = [reserved, ...mates.map((mate) => mate.reserved)].reduce(
    (sum, { bitsPerSecond }) => sum + bitsPerSecond,
    0,
  )
  const { headroomBitsPerSecond: left } = latest
  return {
    ...readingOfFigure(
      'utilization',
      utilization(known, (user, direction) => smoothed(user, direction, nowMs)),
      rest,
    ),
    ...readingOfFigure('headroom', left === null ? null : Math.max(0, left - promised), rest),
    ...readingOfFigure('dropRatio', smoothed(known, 'dropRatio', nowMs), { ...rest, trust: 1 }),
  }
}

/** How far shares of its capacity are believed. */
export function capacityTrust(latest: NetworkSample | undefined): number {
  return latest?.capacitySource === 'learned' ? learnedTrust : 1
}

/** Of its own capacity or of that of the link it shares, whichever is nearer to its end. */
function utilization(known: Known, loadBy: LoadBy): number | null {
  const { samples, reserved, mates = [], demandBitsPerSecond: asked } = known
  const own = loadOf([known], loadBy)
  if (own === null) return null
  const share = own + reserved.bitsPerSecond + askedOf([known], asked)
  const shares = [shareOf(share, samples.at(-1)?.capacityBitsPerSecond ?? null)]
  if (mates.length > 0) {
    const all = [known, ...mates]
    const promised = all.reduce((sum, mate) => sum + mate.reserved.bitsPerSecond, 0)
    shares.push(shareOf((loadOf(all, loadBy) ?? own) + promised + askedOf(all, asked), capacityOf(all)))
  }
  const numbers = shares.filter((share) => share !== null)
  return numbers.length === 0 ? null : Math.max(...numbers)
}

/** What a pod that asks makes of a link: what it brings, and the caution that it is owed. Nothing where nobody asks. */
function askedOf(users: readonly UplinkMate[], demandBitsPerSecond: number | undefined): number {
  if (demandBitsPerSecond === undefined) return 0
  const variances = byCounters(users).map(({ usual }) => usual?.variance ?? 0)
  return demandBitsPerSecond + caution * Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0))
}

/** The same by what it has carried for minutes. */
export function usualUtilization(known: Known): number | null {
  return utilization(known, ({ usual }, direction) => usual?.[direction] ?? null)
}

/** What is promised on it over its capacity, or that of the link it shares if it is more; null if no capacity is known. */
export function promisedShare(known: Known): number | null {
  const { samples, reserved, mates = [], demandBitsPerSecond: asked = 0 } = known
  const all = [known, ...mates]
  const promised = all.reduce((sum, mate) => sum + mate.reserved.bitsPerSecond, 0)
  const shares = [
    shareOf(reserved.bitsPerSecond + asked, samples.at(-1)?.capacityBitsPerSecond ?? null),
    shareOf(promised + asked, capacityOf(all)),
  ].filter((share) => share !== null)
  return shares.length === 0 ? null : Math.max(...shares)
}

function shareOf(bitsPerSecond: number, capacity: number | null): number | null {
  return capacity === null ? null : bitsPerSecond / capacity
}

/** One link's capacity as the best of its users knows it: one that may use a part of it says that part. */
function capacityOf(users: readonly UplinkMate[]): number | null {
  const known = users.map(({ samples }) => samples.at(-1)?.capacityBitsPerSecond ?? null)
  const numbers = known.filter((capacity) => capacity !== null)
  return numbers.length === 0 ? null : Math.max(...numbers)
}

/** Of users that show the counters of one interface, one. */
function byCounters(users: readonly UplinkMate[]): readonly UplinkMate[] {
  const keyed = users.map(
    (user) => [countersOf({ name: user.name, source: user.samples.at(-1)?.source ?? null }), user] as const,
  )
  return [...new Map(keyed).values()]
}

/** The busier direction of all users together; the counters of one interface count once. Null if none is known. */
function loadOf(users: readonly UplinkMate[], loadBy: LoadBy): number | null {
  const counted = byCounters(users)
  const sum = (direction: Direction) => {
    const loads = counted.map((user) => loadBy(user, direction))
    const numbers = loads.filter((load) => load !== null)
    return numbers.length === 0 ? null : numbers.reduce((total, load) => total + load, 0)
  }
  const [ingress, egress] = [sum('ingressBitsPerSecond'), sum('egressBitsPerSecond')]
  return ingress === null || egress === null ? null : Math.max(ingress, egress)
}

/** Only the end of the window counts, so that is where it begins to look. */
function smoothed({ samples }: UplinkMate, member: Direction | 'dropRatio', nowMs: number): number | null {
  let first = samples.length
  while ((samples[first - 1]?.at ?? -Infinity) >= nowMs - loadWindowMs) first -= 1
  const points: Point[] = []
  for (let index = first; index < samples.length; index += 1) {
    const { at = NaN, trafficAt = null, [member]: value = null } = samples[index] ?? {}
    if (value !== null) points.push({ at: trafficAt ?? at, value })
  }
  return ewma(points, loadTauMs) ?? null
}
