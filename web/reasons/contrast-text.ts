import type { Candidate, KpiScore } from '../../domain/decision.ts'
import type { ReasonWords } from '../catalogue/reasons.en.ts'
import { missesText } from './exclusion-text.ts'
import { toldReading } from './told-reading.ts'

/** Scores are compared in steps of a millionth. */
const steps = 1e6
const stepsOf = ({ score }: Candidate) => Math.round(score * steps)

interface Difference {
  readonly score: KpiScore
  readonly other: KpiScore | undefined
  readonly by: number
}

/**
 * Why the first candidate won, against the runner-up, by the rule of the server's `selector/pipeline/contrast.ts`;
 * undefined where the server says of an SLA no more than a sentence.
 */
export function contrastText(
  ranked: readonly Candidate[],
  isDrawn: boolean,
  words: ReasonWords,
): string | undefined {
  const [winner, runnerUp] = ranked.filter(({ excluded }) => excluded === null)
  if (winner === undefined) return words.none
  if ([winner, runnerUp].some((each) => each?.missesSla !== undefined && each.slaMisses === undefined))
    return undefined
  const misses = missesText(winner.slaMisses ?? [], words)
  if (runnerUp === undefined)
    return words.alone(winner.network) + (winner.slaMisses ? words.aloneMisses(misses) : '')
  const sla = winner.slaMisses
    ? words.noneMeets(misses)
    : runnerUp.slaMisses
      ? words.otherMisses(missesText(runnerUp.slaMisses, words))
      : ''
  return `${against(winner, runnerUp, { isDrawn, words })}${sla}`
}

interface Telling {
  readonly isDrawn: boolean
  readonly words: ReasonWords
}

function against(winner: Candidate, runnerUp: Candidate, { isDrawn, words }: Telling): string {
  const both = { winner: winner.network, runnerUp: runnerUp.network }
  const differences = differencesOf(winner, runnerUp)
  const told = differences.filter(({ by }) => Math.abs(by) >= 0.005)
  if (told.length > 0) {
    const isNear = winner.inBand === true && runnerUp.inBand === true
    const parts = told.map((each) => differenceText(each, words)).join(words.list)
    return words.against(both, parts) + (isNear ? words.nearly : '')
  }
  const lead = stepsOf(winner) - stepsOf(runnerUp)
  const most = differences.find(({ by }) => by > 0)
  if (lead > 0 && most !== undefined)
    return words.hardly(both, words.kpi[most.score.kpi], readingsIn(most, words))
  if (lead < 0 || isDrawn) return words.level(both)
  return words.level(both) + (useOf(winner) < useOf(runnerUp) ? words.lessUsed : words.byName)
}

function differencesOf(winner: Candidate, runnerUp: Candidate): readonly Difference[] {
  return winner.kpis
    .map((score, index): Difference => {
      const other = runnerUp.kpis[index]
      return { score, other, by: score.contribution - (other?.contribution ?? 0) }
    })
    .sort((one, other) => Math.abs(other.by) - Math.abs(one.by))
}

const differenceText = (difference: Difference, words: ReasonWords): string =>
  words.difference(words.kpi[difference.score.kpi], signed(difference.by), readingsIn(difference, words))

const readingsIn = ({ score, other }: Difference, words: ReasonWords): string =>
  words.versus(readingIn(score, words), readingIn(other, words))

const readingIn = (score: KpiScore | undefined, words: ReasonWords): string =>
  score === undefined || score.reading === null
    ? words.unmeasured
    : toldReading(words, score.kpi, score.reading)

const signed = (by: number): string => `${by < 0 ? '-' : '+'}${Math.abs(by).toFixed(2)}`

const useOf = ({ kpis }: Candidate): number =>
  kpis.find(({ kpi }) => kpi === 'utilization')?.reading ?? Infinity
