import type { AuditOrder, AuditResult } from '../domain/probe-exchange.ts'
import type { ProbeAnswer } from '../domain/probe-protocol.ts'

/**
 * What an answer says of a burst at the Unix time `at` in ms; null if nothing was sent, or it is no such answer. What
 * waited in a queue on the way arrives over a longer time than it was sent in, so the longer of both counts.
 */
export function auditResultOf(order: AuditOrder, answer: ProbeAnswer, at: number): AuditResult | null {
  if (!('sentBytes' in answer) || answer.sentBytes <= 0) return null
  const { network, peer, durationMs } = order
  const arrivedBytes = Math.min(Math.max(0, answer.receivedBytes), answer.sentBytes)
  const arrivalMs = Math.max(durationMs, answer.receivedUs / 1_000)
  return {
    network,
    to: peer.node,
    at,
    sentBitsPerSecond: (8_000 * answer.sentBytes) / durationMs,
    arrivedBitsPerSecond: (8_000 * arrivedBytes) / arrivalMs,
    lossRatio: 1 - arrivedBytes / answer.sentBytes,
  }
}
