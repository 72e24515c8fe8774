/** A span of time in seconds from the start. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What is played: a node, what comes to it, and how its collector sees it. */
export interface Scenario {
  /** Of each network, in bits per second. */
  readonly capacities: readonly number[]
  /** Share of all capacity that is asked for on average, pods and other traffic together. */
  readonly load: number
  readonly seconds: number
  /** From one reading of the counters to the next. */
  readonly pollSeconds: number
  /** How old counters and probes are when their sample is there. */
  readonly lagSeconds: number
  /** Pods come in bursts of one up to so many of one owner. */
  readonly largestBurst: number
  /** When the collector says nothing; a largest burst comes as soon as it is back. */
  readonly silences: readonly Span[]
}

const gigabit = 1e9

/** The setting of the aims: four unequal networks over four hours. */
export const usualScenario: Scenario = {
  capacities: [10 * gigabit, 10 * gigabit, 4 * gigabit, gigabit],
  load: 0.6,
  seconds: 4 * 3_600,
  pollSeconds: 10,
  lagSeconds: 12,
  largestBurst: 25,
  silences: [],
}

/** Three times in these hours the collector is silent for five minutes. */
export const silentScenario: Scenario = {
  ...usualScenario,
  silences: [3_600, 7_200, 10_800].map((from) => ({ from, to: from + 300 })),
}

/** The same with two networks, or eight. */
export const twoNetworks: Scenario = { ...usualScenario, capacities: [10 * gigabit, 4 * gigabit] }
/** Each of the four twice. */
export const eightNetworks: Scenario = {
  ...usualScenario,
  capacities: [...usualScenario.capacities, ...usualScenario.capacities],
}

/** Whether the collector says nothing at that second. */
export function isSilent({ silences }: Scenario, second: number): boolean {
  return silences.some(({ from, to }) => second >= from && second < to)
}
