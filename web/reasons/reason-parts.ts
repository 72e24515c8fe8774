import type { Candidate } from '../../domain/decision.ts'
import type { ReasonWords } from '../catalogue/reasons.en.ts'
import { contrastText } from './contrast-text.ts'
import { exclusionText } from './exclusion-text.ts'
import { toldDigits } from './told-reading.ts'

/** What a reason is told from. */
export interface Reasoned {
  /** Best first, excluded ones last. */
  readonly candidates: readonly Candidate[]
  readonly picks: readonly string[]
  readonly wanted: number
  /** Whether a draw has decided among those in the band. */
  readonly isDrawn: boolean
}

/** A part of a reason, and the words that nobody translates where it says `{why}`; undefined if figures do not tell it. */
export interface ReasonPart {
  readonly text: string | undefined
  readonly why?: string | undefined
}

/** Those that are left out are named up to here, and the rest of them counted. */
const namedAtMost = 8

/** Why these, in its parts, by the rule of the server's `selector/pipeline/reason-of.ts`. */
export function reasonParts(reasoned: Reasoned, words: ReasonWords): readonly ReasonPart[] {
  const { candidates, picks, isDrawn } = reasoned
  const left = leftOut(candidates, words)
  if (picks.length === 0) return left.length === 0 ? [{ text: words.none }] : left
  return [
    { text: contrastText(candidates, isDrawn, words) },
    ...[...drawn(reasoned, words), ...costs(candidates, words), ...further(reasoned, words)].map((text) => ({
      text,
    })),
    ...left,
  ]
}

function drawn({ candidates, isDrawn }: Reasoned, words: ReasonWords): string[] {
  const near = candidates.filter(({ inBand }) => inBand === true).map(({ network }) => network)
  return !isDrawn || near.length < 2 ? [] : [words.drawn(near.join(words.list))]
}

function costs(candidates: readonly Candidate[], words: ReasonWords): string[] {
  const [winner, runnerUp] = candidates.filter(({ excluded }) => excluded === null)
  const money = ({ perMonth, currency }: NonNullable<Candidate['cost']>) =>
    words.money(toldDigits(perMonth), currency)
  if (winner?.cost === undefined) return []
  const other = runnerUp?.cost ? words.costsOther(money(runnerUp.cost), runnerUp.network) : ''
  return [words.costs(money(winner.cost)) + other]
}

/** Where several were asked for: the others, who was passed over, and if there are too few. */
function further({ candidates, picks, wanted }: Reasoned, words: ReasonWords): string[] {
  if (wanted < 2) return []
  const last = candidates.findIndex(({ network }) => network === picks.at(-1))
  const before = picks.length < wanted ? candidates : candidates.slice(0, last)
  const passed = before.filter(({ excluded, network }) => excluded === null && !picks.includes(network))
  return [
    ...picks.slice(1).map((network) => words.withIt(network)),
    ...passed.map(({ network }) => words.sharesLink(network)),
    ...(picks.length < wanted ? [words.tooFew(picks.length, wanted)] : []),
  ]
}

function leftOut(candidates: readonly Candidate[], words: ReasonWords): readonly ReasonPart[] {
  const left = candidates.flatMap(({ network, excluded }): ReasonPart[] => {
    if (excluded === null) return []
    const detail = exclusionText(excluded, words)
    return detail === undefined
      ? [{ text: words.not(network, '{why}'), why: excluded.detail }]
      : [{ text: words.not(network, detail), why: excluded.parameters?.why }]
  })
  const more = left.length - namedAtMost
  return more > 0 ? [...left.slice(0, namedAtMost), { text: words.norMore(more) }] : left
}
