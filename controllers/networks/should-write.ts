import { isDeepStrictEqual } from 'node:util'
import type { NetworkStatus } from '../../domain/resources/network-resource.ts'

/** So long has to lie between two writes, by what has changed. */
const pausesMs = {
  /** A condition, or the bands of many nodes. */
  change: 5_000,
  /** A count, by a step. */
  step: 30_000,
  /** The bands of a few of very many nodes. */
  drift: 60_000,
  /** A count, by less. */
  rest: 600_000,
} as const

/** A step of a count: this share of it, and at least so many. */
const stepRatio = 0.1
const smallestStep = 10

/** Of so large a share of the nodes a change is told at once. */
const nodeRatio = 0.05

/**
 * Whether a status is worth a write: the more has changed the sooner, and never if nothing has. So a quiet cluster
 * writes nothing, and a large one not for each of its nodes.
 */
export function shouldWrite(
  written: NetworkStatus | undefined,
  desired: NetworkStatus,
  sinceWriteMs: number,
): boolean {
  const needed = pauseMs(written, desired)
  return needed !== null && sinceWriteMs >= needed
}

/** Null if nothing is to be written. */
function pauseMs(written: NetworkStatus | undefined, desired: NetworkStatus): number | null {
  if (written === undefined || !isDeepStrictEqual(firm(written), firm(desired))) return pausesMs.change
  const nodes = nodeCounts(written, desired)
  if (nodes.some(([from, to]) => isStep(from, to, Math.max(1, written.nodes * nodeRatio))))
    return pausesMs.change
  if (
    counts(written, desired).some(([from, to]) => isStep(from, to, Math.max(smallestStep, from * stepRatio)))
  )
    return pausesMs.step
  if (nodes.some(([from, to]) => from !== to)) return pausesMs.drift
  return isDeepStrictEqual(written, desired) ? null : pausesMs.rest
}

function firm({ observedGeneration, conditions }: NetworkStatus): unknown {
  return { observedGeneration, conditions }
}

type Change = readonly [from: number, to: number]

function nodeCounts(written: NetworkStatus, desired: NetworkStatus): readonly Change[] {
  const bands = new Set([...Object.keys(written.bands), ...Object.keys(desired.bands)])
  return [
    [written.nodes, desired.nodes],
    ...[...bands].map((band): Change => [written.bands[band] ?? 0, desired.bands[band] ?? 0]),
  ]
}

function counts(written: NetworkStatus, desired: NetworkStatus): readonly Change[] {
  return [
    [written.attachments, desired.attachments],
    [written.addresses?.used ?? 0, desired.addresses?.used ?? 0],
    [written.addresses?.total ?? 0, desired.addresses?.total ?? 0],
  ]
}

/** From none to some and back is a step, however few. */
function isStep(from: number, to: number, least: number): boolean {
  return from !== to && (from === 0 || to === 0 || Math.abs(to - from) >= least)
}
