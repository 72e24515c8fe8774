import type { pickKey } from '../domain/annotation-keys.ts'
import { parseCniAnnotation, type Ask } from './parse-cni-annotation.ts'
import { refused } from './refused.ts'

/** What a pod asks for by both annotations: a free choice says of how many networks. */
export type WholeAsk = Exclude<Ask, { kind: 'pick' }> | { readonly kind: 'pick'; readonly picks: number }

const key: typeof pickKey = 'cni-genie.io/pick'

/** As many interfaces are plenty, and no node has more links that differ. */
const mostPicks = 8

/**
 * Reads the annotations `cni` and `cni-genie.io/pick`. The latter says how many networks are to be picked, and so leaves
 * the choice to us where there is no `cni`; beside networks by name it makes no sense.
 * @throws {CniError} of code 7 that names what is wrong
 */
export function parseAsk(annotations: Readonly<Record<string, string>>): WholeAsk {
  const ask = parseCniAnnotation(annotations['cni'])
  const picks = parsePicks(annotations)
  if (picks === null) return ask.kind === 'pick' ? { ...ask, picks: 1 } : ask
  if (ask.kind === 'named') throw pickBeside(picks, 'the cni annotation')
  return { kind: 'pick', picks }
}

/**
 * Refuses a wish for picks of a pod whose networks are named otherwise, by `where`.
 * @throws {CniError} of code 7
 */
export function refusePickBeside(annotations: Readonly<Record<string, string>>, where: string): void {
  const picks = parsePicks(annotations)
  if (picks !== null) throw pickBeside(picks, where)
}

function parsePicks({ [key]: text }: Readonly<Record<string, string>>): number | null {
  if (text === undefined) return null
  const value = text.trim()
  const picks = /^\d$/.test(value) ? Number(value) : 0
  if (picks >= 1 && picks <= mostPicks) return picks
  throw refused(
    `Cannot read ${JSON.stringify(text.slice(0, 40))} in ${key}: write how many networks to pick, from 1 to ${mostPicks}`,
  )
}

const pickBeside = (picks: number, where: string) =>
  refused(
    `Cannot pick ${picks} ${picks === 1 ? 'network' : 'networks'} as ${where} names the pod's own: take ${key} away, or leave the choice open by an empty cni annotation`,
  )
