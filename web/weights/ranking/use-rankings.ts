import type { Weights } from '../../../domain/profile.ts'
import type { SelectionProfileSpec } from '../../../domain/resources/selection-profile.ts'
import type { Ranking } from '../../../domain/what-if.ts'
import { useAnswer, type Answered } from '../../api/use-answer.ts'
import { rankNetworks } from '../../api/what-if.ts'
import { usePage } from '../../page/page-parts.ts'
import type { WeightEdit } from '../edit/weight-edit.ts'
import { usePaced } from './use-paced.ts'

/** The ranking by the profile as it is, and as it would be. */
export interface Rankings {
  readonly now: Ranking
  readonly then: Ranking
  /** By which it is as it would be. */
  readonly weights: Weights
}

/** How often it is asked at most while a slider moves. */
const paceMs = 200

/** Both rankings, asked for again with every change of the sliders and of the board; what is overtaken is aborted. */
export function useRankings({ start, spec, weights, isSound }: WeightEdit): Answered<Rankings> {
  const { client, model } = usePage()
  const asked = usePaced(
    isSound.value ? JSON.stringify({ spec: spec.value, weights: weights.value }) : '',
    paceMs,
  )
  const namespace = start.ref?.namespace
  const ask = async (signal: AbortSignal): Promise<Rankings> => {
    const by = (profile: SelectionProfileSpec) =>
      rankNetworks(client, { profile, ...(namespace !== undefined && { namespace }) }, signal)
    const wanted = JSON.parse(asked) as { readonly spec: SelectionProfileSpec; readonly weights: Weights }
    const isSame = JSON.stringify(wanted.spec) === JSON.stringify(start.base.spec)
    const then = by(wanted.spec)
    const [now] = await Promise.all([isSame ? then : by(start.base.spec), then])
    return { now, then: await then, weights: wanted.weights }
  }
  return useAnswer(asked === '' ? undefined : ask, [client, asked, start, model.board.value?.at])
}
