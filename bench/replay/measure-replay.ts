import { figuresOf, silenceFiguresOf, type PolicyFigures, type SilenceFigures } from './figures-of.ts'
import { byMinMax, threeReplicas, withoutAgeing, withoutReservations } from './policies/ablations.ts'
import { policies, type PolicyName } from './policies/policies.ts'
import type { MakePolicy } from './policies/policy.ts'
import { replayStored, type Replayed } from './replay-stored.ts'
import { eightNetworks, silentScenario, twoNetworks, usualScenario, type Scenario } from './scenario.ts'
import { simulate, type Outcome } from './simulate.ts'
import { firstSeed, traceOf, type Trace } from './trace.ts'

/** What the simulation shows; every figure is a mean over seeds, with its confidence interval. */
export interface ReplayFigures extends Replayed {
  readonly seeds: number
  /** The others follow it. */
  readonly firstSeed: number
  readonly policies: Readonly<Record<PolicyName, PolicyFigures>>
  /** The product with something taken away, by what that is; the same traces. */
  readonly ablations: Readonly<Record<string, PolicyFigures>>
  /** Other numbers of networks, and other intervals between rounds: the product and its oracle each. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, PolicyFigures>>>>
  /** The collector says nothing for five minutes, three times in four hours. */
  readonly silence: Readonly<Record<string, SilenceFigures>>
}

const ablations: Readonly<Record<string, MakePolicy>> = {
  withoutReservations,
  withoutAgeing,
  minMaxValues: byMinMax,
  threeReplicas: threeReplicas(false),
  threeReplicasSpread: threeReplicas(true),
}

const polls = [5, 30, 60, 120, 300]

/** Other settings in which the product is measured, by name. */
const settings: Readonly<Record<string, Scenario>> = {
  twoNetworks,
  eightNetworks,
  ...Object.fromEntries(
    polls.map((pollSeconds) => [`poll${String(pollSeconds)}s`, { ...usualScenario, pollSeconds }]),
  ),
}

/** In these, some others are played too: what is left of the lead. */
const compared = ['ours', 'oracle', 'roundRobin'] as const

/** Plays so many seeds with every policy, all of them on the same traces. */
export async function measureReplay(seeds: number): Promise<ReplayFigures> {
  const usual = new Play(usualScenario, seeds)
  const figures: Partial<Record<PolicyName, PolicyFigures>> = {}
  for (const name of Object.keys(policies) as PolicyName[])
    figures[name] = await usual.figures(policies[name])
  const ablated: Record<string, PolicyFigures> = {}
  for (const [name, policy] of Object.entries(ablations)) ablated[name] = await usual.figures(policy)
  const others: Record<string, Record<string, PolicyFigures>> = {}
  for (const [name, scenario] of Object.entries(settings)) others[name] = await playCompared(scenario, seeds)
  return {
    seeds,
    firstSeed,
    policies: figures as Record<PolicyName, PolicyFigures>,
    ablations: ablated,
    settings: others,
    silence: await playSilence(seeds),
    ...(await replayStored(seeds)),
  }
}

/** A scenario with so many seeds; the oracle is played once. */
class Play {
  readonly #traces: readonly Trace[]
  #oracles: Promise<readonly Outcome[]> | undefined

  constructor(scenario: Scenario, seeds: number) {
    this.#traces = Array.from({ length: seeds }, (_, index) => traceOf(scenario, firstSeed + index))
  }

  async outcomes(policy: MakePolicy): Promise<readonly Outcome[]> {
    if (policy === policies.oracle) return this.#oracle()
    return this.#play(policy)
  }

  async figures(policy: MakePolicy): Promise<PolicyFigures> {
    return figuresOf(await this.outcomes(policy), await this.#oracle())
  }

  #oracle(): Promise<readonly Outcome[]> {
    return (this.#oracles ??= this.#play(policies.oracle))
  }

  async #play(policy: MakePolicy): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = []
    for (const trace of this.#traces) outcomes.push(await simulate(trace, policy))
    return outcomes
  }
}

async function playCompared(scenario: Scenario, seeds: number): Promise<Record<string, PolicyFigures>> {
  const play = new Play(scenario, seeds)
  const figures: Record<string, PolicyFigures> = {}
  for (const name of compared) figures[name] = await play.figures(policies[name])
  return figures
}

async function playSilence(seeds: number): Promise<Record<string, SilenceFigures>> {
  const play = new Play(silentScenario, seeds)
  const figures: Record<string, SilenceFigures> = {}
  for (const [name, policy] of [
    ...[...compared, 'minMax' as const].map((each) => [each, policies[each]] as const),
    ['withoutReservations', withoutReservations] as const,
  ])
    figures[name] = silenceFiguresOf(await play.outcomes(policy), silentScenario.silences)
  return figures
}

/** Whether the aims are met: see docs/benchmarks.md. */
export function meetsAims({ policies: { ours, oracle }, silence, replayedSame }: ReplayFigures): boolean {
  const inSilence = (name: string) => silence[name]?.regret.mean ?? NaN
  return (
    ours.regret.mean <= 0.03 &&
    ours.congested.mean <= oracle.congested.mean + 0.005 &&
    inSilence('ours') <= inSilence('roundRobin') &&
    replayedSame
  )
}
