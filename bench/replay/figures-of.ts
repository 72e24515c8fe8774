import { estimate, type Estimate } from './estimate.ts'
import type { Span } from './scenario.ts'
import type { Outcome, Placement } from './simulate.ts'

/** How it went with a policy, over all seeds. */
export interface PolicyFigures {
  /** How much better the best network would have been, in score, over all decisions. */
  readonly regret: Estimate
  /** The share of pods' time that they spent on links with more than 80 % of their capacity asked for. */
  readonly congested: Estimate
  /** What is more of it than with the oracle on the same traces: the difference is surer than both. */
  readonly congestedOverOracle: Estimate
  readonly latencyP95Ms: Estimate
}

/** How it went while the collector was silent, and for two minutes after. */
export interface SilenceFigures {
  readonly regret: Estimate
  readonly congested: Estimate
  /** Of the burst that came with the first round after the silence, the largest share on one network. */
  readonly largestShareOfBurst: Estimate
  /** The same two minutes after the silence only: what a herd would do. */
  readonly congestedAfter: Estimate
}

/** How long a herd would be felt. */
const afterSeconds = 120

/** One policy's outcomes beside the oracle's on the same traces, in the same order. */
export function figuresOf(outcomes: readonly Outcome[], oracles: readonly Outcome[]): PolicyFigures {
  const congested = outcomes.map((outcome) => congestedIn(outcome, everything))
  return {
    regret: estimate(outcomes.map(({ placements }) => meanRegret(placements))),
    congested: estimate(congested),
    congestedOverOracle: estimate(
      congested.map((share, seed) => share - congestedIn(oracles[seed] ?? nobody, everything)),
    ),
    latencyP95Ms: estimate(outcomes.map(({ latencyP95Ms }) => latencyP95Ms)),
  }
}

/** The same within silences. */
export function silenceFiguresOf(outcomes: readonly Outcome[], silences: readonly Span[]): SilenceFigures {
  const felt = silences.map(({ from, to }) => ({ from, to: to + afterSeconds }))
  const after = silences.map(({ to }) => ({ from: to, to: to + afterSeconds }))
  return {
    regret: estimate(outcomes.map(({ placements }) => meanRegret(within(placements, felt)))),
    congested: estimate(outcomes.map((outcome) => congestedIn(outcome, felt))),
    largestShareOfBurst: estimate(
      outcomes.map(({ placements }) => {
        const shares = silences.map(({ to }) => largestShare(within(placements, [burstAfter(to)])))
        return shares.reduce((sum, share) => sum + share, 0) / shares.length
      }),
    ),
    congestedAfter: estimate(outcomes.map((outcome) => congestedIn(outcome, after))),
  }
}

const everything: readonly Span[] = [{ from: 0, to: Infinity }]
const nobody = { pods: new Float64Array(0), congestedPods: new Float64Array(0) }

/** The scenario's burst begins a second after the silence and takes four. */
const burstAfter = (to: number): Span => ({ from: to + 1, to: to + 5 })

function within(placements: readonly Placement[], spans: readonly Span[]): readonly Placement[] {
  return placements.filter(({ at }) => spans.some(({ from, to }) => at >= from && at < to))
}

function meanRegret(placements: readonly Placement[]): number {
  return placements.reduce((sum, { regret }) => sum + regret, 0) / placements.length
}

function congestedIn(
  { pods, congestedPods }: Pick<Outcome, 'pods' | 'congestedPods'>,
  spans: readonly Span[],
): number {
  const total = (counts: Float64Array) =>
    spans.reduce(
      (sum, { from, to }) => sum + counts.subarray(from, to).reduce((all, each) => all + each, 0),
      0,
    )
  return total(congestedPods) / total(pods)
}

function largestShare(placements: readonly Placement[]): number {
  const counts = [...Map.groupBy(placements, ({ network }) => network).values()].map(({ length }) => length)
  return Math.max(...counts) / placements.length
}
