import type { Candidate, KpiScore } from '../../domain/decision.ts'
import { kpiContracts } from '../../domain/kpi.ts'
import { readingOf } from '../../domain/reading-of.ts'
import { readingText } from '../../domain/reading-text.ts'
import { leadOver } from './rank.ts'

/**
 * Why the first candidate won, as a person would ask it: against the runner-up, KPI by KPI, the largest difference
 * first, with both readings (`weave: congestion +.30 (30 % vs 60 %), latency -.02 (0.5 ms vs unmeasured) against calico`).
 * Page, API and Event say it in these words.
 */
export function contrast(ranked: readonly Candidate[]): string {
  const [winner, runnerUp] = ranked.filter(({ excluded }) => excluded === null)
  const left = ranked.filter(({ excluded }) => excluded !== null).map(whyNot)
  if (winner === undefined) return left.join('; ') || 'there is none'
  const won = runnerUp === undefined ? alone(winner) : against(winner, runnerUp)
  return [won, ...left].join('; ')
}

const alone = ({ network, missesSla }: Candidate) =>
  `${network}: the only network that can take the pod${missesSla === undefined ? '' : `, and it misses the SLA (${missesSla})`}`

function against(winner: Candidate, runnerUp: Candidate): string {
  const differences = winner.kpis
    .map((score, index) => ({
      score,
      both: `${readingIn(score)} vs ${readingIn(runnerUp.kpis[index])}`,
      by: score.contribution - (runnerUp.kpis[index]?.contribution ?? 0),
    }))
    .sort((one, other) => Math.abs(other.by) - Math.abs(one.by))
  const told = differences
    .filter(({ by }) => Math.abs(by) >= 0.005)
    .map(({ score, both, by }) => `${kpiContracts[score.kpi].label} ${signed(by)} (${both})`)
  const reasons =
    told.length > 0
      ? `${told.join(', ')} against ${runnerUp.network}`
      : narrowly(
          winner,
          runnerUp,
          differences.find(({ by }) => by > 0),
        )
  return `${winner.network}: ${reasons}${slaWords(winner, runnerUp)}`
}

/** Where no single KPI makes a difference that would be seen: the most of it, else what decides between level scores. */
function narrowly(
  winner: Candidate,
  runnerUp: Candidate,
  most: { readonly score: KpiScore; readonly both: string } | undefined,
): string {
  const lead = leadOver(winner, runnerUp)
  if (lead > 0 && most !== undefined)
    return `hardly better than ${runnerUp.network}, most by ${kpiContracts[most.score.kpi].label} (${most.both})`
  const level = `as good as ${runnerUp.network}`
  if (lead < 0) return level
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

function whyNot(candidate: Candidate): string {
  return `not ${candidate.network}: ${candidate.excluded?.detail ?? 'it may be chosen'}`
}

function readingIn(score: KpiScore | undefined): string {
  return score?.reading === null || score === undefined ? 'unmeasured' : readingText(score.kpi, score.reading)
}

function signed(by: number): string {
  return `${by < 0 ? '-' : '+'}${Math.abs(by).toFixed(2).replace(/^0/, '')}`
}
