import type { AuditOrder } from '../domain/probe-exchange.ts'
import type { ProbePeer } from '../domain/probe-protocol.ts'

/** What is known of a network when it is asked whether it may be audited. */
export interface AuditSubject {
  readonly network: string
  readonly capacityBitsPerSecond: number | null
  /** Of the busier direction, as measured now; null if nobody could measure it. */
  readonly usedBitsPerSecond: number | null
  readonly peers: readonly ProbePeer[]
}

/** When networks were audited last, by Unix time in ms. */
export type LastAudits = ReadonlyMap<string, number>

/** CNI-Genie's iperf option, bounded: so much of the capacity, at most so fast, so long, so often, and so quiet. */
export const auditLimits = {
  shareOfCapacity: 0.05,
  mostBitsPerSecond: 200_000_000,
  durationMs: 1_000,
  everyMs: 3_600_000,
  quietRatio: 0.3,
} as const

/**
 * The burst that is due now, of the network that has waited longest; null if none is. A network whose capacity or load
 * nobody knows is not audited: neither could be held to.
 */
export function dueAudit(
  subjects: readonly AuditSubject[],
  last: LastAudits,
  nowMs: number,
): AuditOrder | null {
  const due = subjects
    .filter((subject) => isQuiet(subject) && subject.peers.length > 0)
    .filter(({ network }) => nowMs - (last.get(network) ?? -Infinity) >= auditLimits.everyMs)
    .toSorted((one, other) => (last.get(one.network) ?? 0) - (last.get(other.network) ?? 0))
  const [subject] = due
  if (subject === undefined) return null
  const { network, peers } = subject
  // Another one each hour, so that no node is everybody's other end.
  const peer = peers[Math.floor(nowMs / auditLimits.everyMs) % peers.length]
  const bitsPerSecond = auditRate(subject.capacityBitsPerSecond ?? 0)
  return peer === undefined || bitsPerSecond < 1
    ? null
    : { network, peer, bitsPerSecond, durationMs: auditLimits.durationMs }
}

/** How fast a burst may be on a link of this capacity. */
export const auditRate = (capacityBitsPerSecond: number): number =>
  Math.floor(Math.min(auditLimits.shareOfCapacity * capacityBitsPerSecond, auditLimits.mostBitsPerSecond))

function isQuiet({ capacityBitsPerSecond: capacity, usedBitsPerSecond: used }: AuditSubject): boolean {
  return capacity !== null && used !== null && capacity > 0 && used / capacity < auditLimits.quietRatio
}
