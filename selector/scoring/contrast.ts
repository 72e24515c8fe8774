import type { Candidate, KpiScore } from '../../domain/decision.ts'
import { kpiContracts } from '../../domain/kpi.ts'
import { readingText } from '../../domain/reading-text.ts'

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
      other: runnerUp.kpis[index],
      by: score.contribution - (runnerUp.kpis[index]?.contribution ?? 0),
    }))
    .filter(({ by }) => Math.abs(by) >= 0.005)
    .sort((one, other) => Math.abs(other.by) - Math.abs(one.by))
    .map(({ score, other, by }) => {
      const both = `${readingIn(score)} vs ${readingIn(other)}`
      return `${kpiContracts[score.kpi].label} ${signed(by)} (${both})`
    })
  const reasons =
    differences.length > 0
      ? `${differences.join(', ')} against ${runnerUp.network}`
      : `as good as ${runnerUp.network}, and less of its capacity is in use`
  return `${winner.network}: ${reasons}${slaWords(winner, runnerUp)}`
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
