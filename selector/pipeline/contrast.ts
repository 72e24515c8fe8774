import type { Candidate, KpiScore } from '../../domain/decision.ts'
import { kpiContracts } from '../../domain/kpi.ts'
import { readingOf } from '../../domain/reading-of.ts'
import { readingText } from '../../domain/reading-text.ts'
import { leadOver } from './rank.ts'

/**
 * Why the first candidate won, as a person would ask it: against the runner-up, KPI by KPI, the largest difference
 * first, with both readings (`weave: congestion +.30 (30 % vs 60 %), latency -.02 (0.5 ms vs unmeasured) against calico`).
 * Page, API and Event say it in these words. Where a draw has decided, nothing else has between level ones.
 */
export function contrast(ranked: readonly Candidate[], isDrawn = false): string {
  const winner = ranked.find(({ excluded }) => excluded === null)
  if (winner === undefined) return 'there is none'
  const runnerUp = ranked.find((each) => each.excluded === null && each !== winner)
  return runnerUp === undefined ? alone(winner) : against(winner, runnerUp, isDrawn)
}

const alone = ({ network, missesSla }: Candidate) =>
  `${network}: the only network that can take the pod${missesSla === undefined ? '' : `, and it misses the SLA (${missesSla})`}`

/** What one KPI made of it. */
interface Difference {
  readonly score: KpiScore
  readonly other: KpiScore | undefined
  readonly by: number
}

function against(winner: Candidate, runnerUp: Candidate, isDrawn: boolean): string {
  const differences = winner.kpis
    .map((score, index): Difference => {
      const other = runnerUp.kpis[index]
      return { score, other, by: score.contribution - (other?.contribution ?? 0) }
    })
    .sort((one, other) => Math.abs(other.by) - Math.abs(one.by))
  const told = differences.filter(({ by }) => Math.abs(by) >= 0.005)
  const reasons =
    told.length > 0
      ? `${told.map(differenceText).join(', ')} against ${runnerUp.network}${nearly(winner, runnerUp)}`
      : narrowly(winner, runnerUp, { differences, isDrawn })
  return `${winner.network}: ${reasons}${slaWords(winner, runnerUp)}`
}

const differenceText = ({ score, other, by }: Difference) =>
  `${kpiContracts[score.kpi].label} ${signed(by)} (${bothIn(score, other)})`

/** A lead within the band is no more than figures are sure of. */
function nearly(winner: Candidate, runnerUp: Candidate): string {
  return winner.inBand === true && runnerUp.inBand === true ? ', which is almost as good' : ''
}

/** Where no single KPI makes a difference that would be seen: the most of it, else what decides between level scores. */
function narrowly(
  winner: Candidate,
  runnerUp: Candidate,
  { differences, isDrawn }: { readonly differences: readonly Difference[]; readonly isDrawn: boolean },
): string {
  const lead = leadOver(winner, runnerUp)
  const most = differences.find(({ by }) => by > 0)
  if (lead > 0 && most !== undefined)
    return `hardly better than ${runnerUp.network}, most by ${kpiContracts[most.score.kpi].label} (${bothIn(most.score, most.other)})`
  const level = `as good as ${runnerUp.network}`
  if (lead < 0 || isDrawn) return level
  const [use, other] = [readingOf(winner, 'utilization'), readingOf(runnerUp, 'utilization')]
  return (use ?? Infinity) < (other ?? Infinity)
    ? `${level}, and less of its capacity is in use`
    : `${level}, and before it by name`
}

/** What the SLA has to do with it: nothing, if both meet it. */
function slaWords(winner: Candidate, runnerUp: Candidate): string {
  if (winner.missesSla !== undefined) return `; no network meets the SLA (${winner.missesSla})`
  return runnerUp.missesSla === undefined ? '' : `, which misses the SLA (${runnerUp.missesSla})`
}

const bothIn = (score: KpiScore, other: KpiScore | undefined) => `${readingIn(score)} vs ${readingIn(other)}`

function readingIn(score: KpiScore | undefined): string {
  return score?.reading === null || score === undefined ? 'unmeasured' : readingText(score.kpi, score.reading)
}

function signed(by: number): string {
  return `${by < 0 ? '-' : '+'}${Math.abs(by).toFixed(2).replace(/^0/, '')}`
}
