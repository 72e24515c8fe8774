import type { Candidate } from '../../domain/decision.ts'
import { moneyText } from '../../domain/expected-cost.ts'
import { contrast } from './contrast.ts'

/** What a reason is told from. */
export interface Reasoned {
  /** Best first, with those in the band marked. */
  readonly ranked: readonly Candidate[]
  readonly picked: readonly Candidate[]
  readonly wanted: number
  /** Whether a draw has decided among those in the band. */
  readonly isDrawn: boolean
}

/** Those that are left out are named up to here, and the rest of them counted. */
const namedAtMost = 8

/**
 * Why these: the winner against the runner-up, then what else had a part in it (a draw, costs, further picks), then who
 * was left out by which filter. One sentence; its parts stand apart by semicolons.
 */
export function reasonOf({ ranked, picked, wanted, isDrawn }: Reasoned): string {
  const left = leftOut(ranked)
  const [winner] = picked
  if (winner === undefined) return left.join('; ') || 'there is none'
  const drawn = isDrawn ? drawnAmong(ranked) : []
  return [
    contrast(ranked, isDrawn),
    ...drawn,
    ...costs(ranked),
    ...further(ranked, picked, wanted),
    ...left,
  ].join('; ')
}

function drawnAmong(ranked: readonly Candidate[]): string[] {
  const near = ranked.filter(({ inBand }) => inBand === true).map(({ network }) => network)
  return near.length < 2 ? [] : [`drawn among ${near.join(', ')}, which are as good as each other`]
}

function costs(ranked: readonly Candidate[]): string[] {
  const [winner, runnerUp] = ranked.filter(({ excluded }) => excluded === null)
  if (winner?.cost === undefined) return []
  const { perMonth, currency } = winner.cost
  const other = runnerUp?.cost
  const against =
    other === undefined ? '' : `, ${moneyText(other.perMonth, other.currency)} on ${runnerUp?.network ?? ''}`
  return [`expected to cost ${moneyText(perMonth, currency)} a month${against}`]
}

/** Where several were asked for: the others, who was passed over for sharing a link with them, and if there are too few. */
function further(ranked: readonly Candidate[], picked: readonly Candidate[], wanted: number): string[] {
  if (wanted < 2) return []
  const [, ...others] = picked
  const last = picked.at(-1)
  const before = ranked.slice(
    0,
    last === undefined || picked.length < wanted ? undefined : ranked.indexOf(last),
  )
  const passed = before.filter((each) => each.excluded === null && !picked.includes(each))
  return [
    ...others.map(({ network }) => `with it ${network}, the best on another link`),
    ...passed.map(({ network }) => `not ${network}: it shares its link with one that is taken`),
    ...(picked.length < wanted ? [`${picked.length} of ${wanted}, as no other link can take the pod`] : []),
  ]
}

function leftOut(ranked: readonly Candidate[]): string[] {
  const left = ranked.flatMap(({ network, excluded }) =>
    excluded === null ? [] : [`not ${network}: ${excluded.detail}`],
  )
  const more = left.length - namedAtMost
  return more > 0 ? [...left.slice(0, namedAtMost), `nor ${more} more`] : left
}
