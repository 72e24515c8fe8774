import { isDeepStrictEqual } from 'node:util'
import type { NetworkStatus } from '../../domain/resources/network-resource.ts'

/** Whatever it is, so much has to lie between two writes. */
const shortestMs = 5_000
/** The same for figures that have moved by a step. */
const stepMs = 30_000
/** A figure that has moved by less is written only if nothing was written for so long. */
const slowMs = 600_000

/** A step of a count: this share of it, and at least so many. */
const stepRatio = 0.1
const smallestStep = 10

/**
 * Whether a status is worth a write: at once if a band, a condition or the number of nodes has changed; soon if a count
 * has moved by a step; seldom if it has only drifted; never if it is the same. So a quiet cluster writes nothing.
 */
export function shouldWrite(
  written: NetworkStatus | undefined,
  desired: NetworkStatus,
  sinceWriteMs: number,
): boolean {
  if (sinceWriteMs < shortestMs) return false
  if (written === undefined || !isDeepStrictEqual(firm(written), firm(desired))) return true
  if (hasStepped(written, desired)) return sinceWriteMs >= stepMs
  return sinceWriteMs >= slowMs && !isDeepStrictEqual(written, desired)
}

/** All that does not move by itself in a cluster that works as it should. */
function firm({ observedGeneration, nodes, bands, addresses, conditions }: NetworkStatus): unknown {
  return { observedGeneration, nodes, bands, total: addresses?.total, conditions }
}

function hasStepped(written: NetworkStatus, desired: NetworkStatus): boolean {
  return (
    isStep(written.attachments, desired.attachments) ||
    isStep(written.addresses?.used ?? 0, desired.addresses?.used ?? 0)
  )
}

/** From none to some and back is a step, however few. */
function isStep(from: number, to: number): boolean {
  if (from === to) return false
  return from === 0 || to === 0 || Math.abs(to - from) >= Math.max(smallestStep, from * stepRatio)
}
