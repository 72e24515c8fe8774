import { hasAnswered, type ProbeTick } from './probe-tick.ts'

/** So many ticks of silence in a row are no loss of packets: the node was away. */
const absenceTicks = 3
/** Of so many nodes not all go away in the same tick: then it is us who hear nothing. */
const crowd = 3

type Hearing = 'answered' | 'silent' | 'unasked' | 'deaf'

/**
 * Which ticks say nothing of the networks because a node was away, by node: the places in `ticks`. A node is silent in a
 * tick when nothing came back from it on any of its networks. Silence counts as loss only if it was short and the node
 * was there before and after; silence that lasts, that the window begins with, or of three ticks is absence. Where all
 * of three or more nodes are silent at once it is not they who are away: that is loss.
 */
export function absentTicks(ticks: readonly ProbeTick[]): ReadonlyMap<string, ReadonlySet<number>> {
  const heard = ticks.map(hearingOf)
  const nodes = new Set(heard.flatMap((tick) => [...tick.keys()]))
  return new Map(
    [...nodes].map((node) => [node, absencesOf(heard.map((tick) => tick.get(node) ?? 'unasked'))]),
  )
}

function hearingOf({ results }: ProbeTick): Map<string, Hearing> {
  const heard = new Map<string, Hearing>()
  for (const result of [...results.values()].flat())
    if (heard.get(result.node) !== 'answered')
      heard.set(result.node, hasAnswered(result) ? 'answered' : 'silent')
  const isDeaf = heard.size >= crowd && [...heard.values()].every((one) => one === 'silent')
  return isDeaf ? new Map([...heard.keys()].map((node) => [node, 'deaf'])) : heard
}

/** Ticks in which it was not asked, or nobody was heard, neither end a silence nor lengthen it. */
function absencesOf(heard: readonly Hearing[]): ReadonlySet<number> {
  const absent = new Set<number>()
  let silence: number[] = []
  let wasThere = false
  for (const [at, hearing] of heard.entries()) {
    if (hearing === 'silent') silence.push(at)
    if (hearing !== 'answered') continue
    if (!wasThere || silence.length >= absenceTicks) for (const place of silence) absent.add(place)
    silence = []
    wasThere = true
  }
  for (const place of silence) absent.add(place)
  return absent
}
