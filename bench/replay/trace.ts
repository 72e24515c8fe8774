import { exponential, normal, randomOf, type Random } from './random.ts'
import type { Scenario } from './scenario.ts'

/** A pod that wants a network. */
export interface Arrival {
  readonly number: number
  /** Seconds from the start. */
  readonly at: number
  readonly lifeSeconds: number
  /** What it sends and receives while it lives, if the network carries it. */
  readonly bitsPerSecond: number
  /** Pods of one owner come together and need about the same. */
  readonly owner: number
  /** Of a pod that was there before the start: the index of the network that it has. */
  readonly startsOn: number | null
}

/** All that happens whatever is decided: every policy gets the same one (common random numbers). */
export interface Trace {
  readonly seed: number
  readonly scenario: Scenario
  /** In the order of time. */
  readonly arrivals: readonly Arrival[]
  /** By network and second: what others send over its link, in bits per second. */
  readonly background: readonly Float64Array[]
}

const meanLifeSeconds = 1_200
/** Of what is asked for, the part that pods ask for; the rest is there without them. */
const shareOfPods = 0.4
/** So many pods live on average. */
const meanPods = 90
/** So many owners come again and again: their pods are replaced, and become more or fewer. */
const owners = 24
/** Of the logarithm of what a pod needs: owners differ much, their pods little. */
const ownersDiffer = 0.5
const podsDiffer = 0.2
const secondsBetweenPods = 0.15

/** Until then pods get networks at random, by capacity: even the slowest collector has made two rounds. Nothing is judged. */
export const settledAfter = 660

/** Seeds from here on are for reports: 1 to 300 were seen while the product was tuned. */
export const firstSeed = 301

/** The trace of a seed: bursts of pods, and other traffic that comes and goes. */
export function traceOf(scenario: Scenario, seed: number): Trace {
  const background = scenario.capacities.map((capacity, index) =>
    backgroundOf(scenario, capacity, randomOf(seed, `background ${String(index)}`)),
  )
  return { seed, scenario, arrivals: arrivalsOf(scenario, randomOf(seed, 'arrivals')), background }
}

function arrivalsOf(scenario: Scenario, random: Random): Arrival[] {
  const { load, capacities, seconds, largestBurst, silences } = scenario
  const meanBits = (load * shareOfPods * sum(capacities)) / meanPods
  const secondsBetween = (((1 + largestBurst) / 2) * meanLifeSeconds) / meanPods
  const bursts: { at: number; size: number }[] = []
  const typicalBits = Array.from({ length: owners }, () => meanBits * logNormal(random, ownersDiffer))
  for (let at = -3 * meanLifeSeconds; at < seconds; at += exponential(random, secondsBetween))
    bursts.push({ at, size: 1 + Math.floor(random() * largestBurst) })
  for (const { to } of silences) bursts.push({ at: to + 1, size: largestBurst })
  return bursts
    .flatMap((burst) => {
      const owner = Math.floor(random() * owners)
      return podsOf(burst, owner, typicalBits[owner] ?? NaN, random)
    })
    .map((pod) => ({ ...pod, startsOn: pod.at >= settledAfter ? null : drawByCapacity(capacities, random) }))
    .filter(({ at }) => at < seconds)
    .toSorted((one, other) => one.at - other.at)
    .map((pod, number) => ({ ...pod, number }))
}

/** So many of them on a network as it has of all capacity. */
function drawByCapacity(capacities: readonly number[], random: Random): number {
  let left = random() * sum(capacities)
  return capacities.findIndex((capacity) => (left -= capacity) < 0)
}

/** Those that came before the start come at it, with what is left of their lives. */
function podsOf(
  { at, size }: { readonly at: number; readonly size: number },
  owner: number,
  typicalBits: number,
  random: Random,
): Omit<Arrival, 'number' | 'startsOn'>[] {
  return Array.from({ length: size }, (_, index) => {
    const bitsPerSecond = typicalBits * logNormal(random, podsDiffer)
    const lifeSeconds = exponential(random, meanLifeSeconds)
    const comes = at + index * secondsBetweenPods
    const lateBy = Math.max(0, -comes)
    return { at: comes + lateBy, lifeSeconds: lifeSeconds - lateBy, bitsPerSecond, owner }
  }).filter((pod) => pod.lifeSeconds > 0)
}

/** A random walk that is drawn back to its mean (Ornstein and Uhlenbeck), and never beyond what the link carries. */
function backgroundOf({ load, seconds }: Scenario, capacity: number, random: Random): Float64Array {
  const mean = load * (1 - shareOfPods)
  const [tauSeconds, deviation] = [300, 0.08]
  const series = new Float64Array(seconds)
  let share = mean + deviation * normal(random)
  for (let second = 0; second < seconds; second += 1) {
    share += (mean - share) / tauSeconds + deviation * Math.sqrt(2 / tauSeconds) * normal(random)
    series[second] = capacity * Math.min(0.95, Math.max(0, share))
  }
  return series
}

/** Log-normal with mean 1. */
function logNormal(random: Random, sigma: number): number {
  return Math.exp(sigma * normal(random) - sigma ** 2 / 2)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
