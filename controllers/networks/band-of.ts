import type { ScoreBand } from '../../domain/resources/network-resource.ts'
import type { NetworkFigures } from '../scrape/agent-figures.ts'

/** From which score on a network is in a band, best first. */
const floors = [
  { band: 'Good', from: 0.7 },
  { band: 'Fair', from: 0.4 },
  { band: 'Poor', from: 0 },
] as const

/** A score has to pass a border by this much to change the band: else one that lies on it would change every round. */
const margin = 0.05

/** The band of a network on one node; `previous` is the one it had there. */
export function bandOf({ score, isExcluded }: NetworkFigures, previous: ScoreBand | undefined): ScoreBand {
  if (isExcluded === true) return 'Unusable'
  if (score === undefined) return 'Unknown'
  return isStillIn(previous, score) ? previous : plainBand(score)
}

function plainBand(score: number): ScoreBand {
  return floors.find(({ from }) => score >= from)?.band ?? 'Poor'
}

function isStillIn(band: ScoreBand | undefined, score: number): band is ScoreBand {
  const index = floors.findIndex((each) => each.band === band)
  const own = floors[index]
  if (own === undefined) return false
  const ceiling = floors[index - 1]?.from ?? Infinity
  return score >= own.from - margin && score < ceiling + margin
}
