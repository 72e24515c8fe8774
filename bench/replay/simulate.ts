import { ownerOfPod } from '../../domain/owner-of-pod.ts'
import { congestedFrom, linksOf, type Link } from './link.ts'
import { podOf, type PlacedPod } from './placed-pod.ts'
import type { MakePolicy, Policy } from './policies/policy.ts'
import { randomOf } from './random.ts'
import { epochMs, Rounds } from './rounds.ts'
import { isSilent } from './scenario.ts'
import { settledAfter, type Arrival, type Trace } from './trace.ts'
import { trueVerdict } from './true-verdict.ts'

/** One decision, judged by the truth. */
export interface Placement {
  readonly at: number
  readonly owner: number
  readonly network: string
  /** How much better the best network would have been for the pod, in score. */
  readonly regret: number
}

/** How it went with one policy on one trace. */
export interface Outcome {
  readonly placements: readonly Placement[]
  /** By second: how many pods there were, and how many of them on congested links. */
  readonly pods: Float64Array
  readonly congestedPods: Float64Array
  /** What a pod's packets took, over all pods and seconds. */
  readonly latencyP95Ms: number
}

/** Plays a trace with a policy: deterministic, by a clock of its own. */
export async function simulate(trace: Trace, makePolicy: MakePolicy): Promise<Outcome> {
  const simulation = new Simulation(trace, makePolicy)
  for (let second = 0; second < trace.scenario.seconds; second += 1) await simulation.step(second)
  return simulation.outcome()
}

class Simulation {
  readonly #trace: Trace
  readonly #links: readonly Link[]
  readonly #policy: Policy
  readonly #rounds: Rounds
  readonly #placed = new Set<PlacedPod>()
  readonly #placements: Placement[] = []
  readonly #pods: Float64Array
  readonly #congestedPods: Float64Array
  readonly #latencies = new Map<number, number>()
  #next = 0

  constructor(trace: Trace, makePolicy: MakePolicy) {
    const { scenario, seed } = trace
    this.#trace = trace
    this.#links = linksOf(scenario.capacities)
    this.#rounds = new Rounds(scenario, this.#links, seed)
    this.#policy = makePolicy({
      scenario,
      names: this.#links.map(({ name }) => name),
      random: randomOf(seed, 'policy'),
      links: this.#links,
    })
    this.#pods = new Float64Array(scenario.seconds)
    this.#congestedPods = new Float64Array(scenario.seconds)
  }

  /** One second: who leaves, what the collector says, who comes, what the links carry. */
  async step(second: number): Promise<void> {
    for (const [index, link] of this.#links.entries())
      link.otherBits = this.#trace.background[index]?.[second] ?? 0
    await this.#leave(second)
    this.#observe(second)
    const { arrivals } = this.#trace
    for (
      let pod = arrivals[this.#next];
      pod !== undefined && pod.at < second + 1;
      pod = arrivals[this.#next]
    ) {
      await this.#place(pod)
      this.#next += 1
    }
    this.#rounds.note(second)
    this.#measure(second)
  }

  async #leave(second: number): Promise<void> {
    for (const placed of this.#placed) {
      const { arrival, link, leavesAt } = placed
      if (leavesAt > second) continue
      this.#placed.delete(placed)
      link.pods -= 1
      link.podBits -= arrival.bitsPerSecond
      if (arrival.startsOn === null) await this.#policy.left?.(arrival, link.name)
    }
  }

  #observe(second: number): void {
    const { scenario } = this.#trace
    if (second % scenario.pollSeconds !== 0 || isSilent(scenario, second)) return
    const round = this.#rounds.at(second, this.#placed)
    if (round !== null) this.#policy.observe(round, epochMs + second * 1_000)
  }

  /** Pods of before the start have their network; all others get it by the policy, and that is judged. */
  async #place(arrival: Arrival): Promise<void> {
    const link = arrival.startsOn === null ? await this.#choose(arrival) : this.#links[arrival.startsOn]
    if (link === undefined) throw new Error(`Cannot place pod ${String(arrival.number)} as it has no network`)
    link.pods += 1
    link.podBits += arrival.bitsPerSecond
    this.#placed.add({
      arrival,
      link,
      leavesAt: arrival.at + arrival.lifeSeconds,
      owner: ownerOfPod(podOf(arrival)),
    })
  }

  async #choose(arrival: Arrival): Promise<Link | undefined> {
    const verdict = trueVerdict(this.#links, arrival.bitsPerSecond)
    const network = await this.#policy.choose(arrival, epochMs + Math.round(arrival.at * 1_000))
    const scoreOf = (name: string) => verdict.find((candidate) => candidate.network === name)?.score ?? NaN
    const regret = Math.max(...verdict.map(({ score }) => score)) - scoreOf(network)
    this.#placements.push({ at: arrival.at, owner: arrival.owner, network, regret })
    return this.#links.find(({ name }) => name === network)
  }

  #measure(second: number): void {
    if (second < settledAfter) return
    for (const link of this.#links) {
      const use = link.use()
      this.#pods[second] = (this.#pods[second] ?? 0) + link.pods
      if (use > congestedFrom) this.#congestedPods[second] = (this.#congestedPods[second] ?? 0) + link.pods
      const step = Math.round(link.latencyAt(use) * 100)
      this.#latencies.set(step, (this.#latencies.get(step) ?? 0) + link.pods)
    }
  }

  outcome(): Outcome {
    return {
      placements: this.#placements,
      pods: this.#pods,
      congestedPods: this.#congestedPods,
      latencyP95Ms: weightedP95(this.#latencies) / 100,
    }
  }
}

function weightedP95(counts: ReadonlyMap<number, number>): number {
  const sorted = [...counts].sort(([one], [other]) => one - other)
  const all = sorted.reduce((sum, [, count]) => sum + count, 0)
  let below = 0
  return sorted.find(([, count]) => (below += count) >= 0.95 * all)?.[0] ?? NaN
}
