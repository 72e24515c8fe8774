import type { AuditOrder, AuditResult } from '../domain/probe-exchange.ts'
import type { ProbeAnswer } from '../domain/probe-protocol.ts'

/** What an answer says of a burst at the Unix time `at` in ms; null if nothing was sent, or it is no such answer. */
export function auditResultOf(order: AuditOrder, answer: ProbeAnswer, at: number): AuditResult | null {
  if (!('sentBytes' in answer) || answer.sentBytes <= 0) return null
  const { network, peer, durationMs } = order
  const arrivedBytes = Math.min(Math.max(0, answer.receivedBytes), answer.sentBytes)
  const rate = (bytes: number) => (8_000 * bytes) / durationMs
  return {
    network,
    to: peer.node,
    at,
    sentBitsPerSecond: rate(answer.sentBytes),
    arrivedBitsPerSecond: rate(arrivedBytes),
    lossRatio: 1 - arrivedBytes / answer.sentBytes,
  }
}
