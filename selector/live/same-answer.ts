import type { Decision, SelectRequest } from '../../domain/decision.ts'
import { picksOf } from '../../domain/picks-of.ts'

/**
 * Whether an earlier answer for the pod's interface still is the answer: it stands, as many networks are wanted as then,
 * and all that it has picked are still there.
 */
export function isSameAnswer(
  earlier: Decision | null,
  { picks = 1 }: Pick<SelectRequest, 'picks'>,
  networks: readonly { readonly name: string }[],
): earlier is Decision {
  if (earlier === null || (earlier.outcome !== 'planned' && earlier.outcome !== 'attached')) return false
  if ((earlier.wantedPicks ?? 1) !== picks) return false
  return picksOf(earlier).every((network) => networks.some(({ name }) => name === network))
}
