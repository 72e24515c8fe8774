import type { Candidate } from '../../domain/decision.ts'
import type { Exclusion } from '../../domain/exclusion.ts'
import type { NetworkState } from '../../domain/network-board.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import { readingOf } from '../../domain/reading-of.ts'

/** From this share of its capacity on, people call a link congested. */
const congestedFrom = 0.8
const staleAfterMs = 45_000
const noRoom: ReadonlySet<Exclusion['code']> = new Set(['addresses-exhausted', 'attachments-exhausted'])

/** How a network is, in one word; the worst that is true of it. */
export function networkState(
  standing: Candidate,
  sample: NetworkSample | undefined,
  nowMs: number,
): NetworkState {
  const out = standing.excluded?.code
  if (out !== undefined && !noRoom.has(out)) return 'closed'
  if (sample === undefined) return 'unmeasured'
  if (nowMs - sample.at > staleAfterMs) return 'stale'
  if (out !== undefined) return 'exhausted'
  const utilization = readingOf(standing, 'utilization')
  if (utilization === null) return 'unmeasured'
  return utilization >= congestedFrom ? 'congested' : 'healthy'
}
