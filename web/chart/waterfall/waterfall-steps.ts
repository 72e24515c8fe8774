import { paddedExtent } from '../scale/linear-scale.ts'

/** What one thing adds to a score, or takes from it. */
export interface WaterfallPart<Key> {
  readonly key: Key
  readonly amount: number
}

/** A step: it begins where the one above ends. Several small parts share the last one. */
export interface WaterfallStep<Key> {
  readonly keys: readonly Key[]
  readonly amount: number
  readonly from: number
  readonly to: number
}

/** Steps from one score to another, and the ends of the scale that all of it fits. */
export interface WaterfallSteps<Key> {
  readonly start: number
  readonly end: number
  readonly steps: readonly WaterfallStep<Key>[]
  readonly scaleFrom: number
  readonly scaleTo: number
}

/** What is less than this moves no bar that anyone could see. */
const nothing = 1e-6
/** Room beside the outermost bars. */
const padding = 0.06
/** No part of a score looks great that is not: so wide is the narrowest scale. */
const leastSpan = 0.04

/**
 * The parts by size, the greatest first, end to end from `start`. From the one after `most` on they are merged into one
 * step, as are those that add nothing. From 0 the scale begins at 0; from elsewhere it shows just the way between.
 */
export function waterfallSteps<Key>(
  parts: readonly WaterfallPart<Key>[],
  { start = 0, most = 8, bandFrom }: { start?: number; most?: number; bandFrom?: number } = {},
): WaterfallSteps<Key> {
  let to = start
  const steps = groupsOf(parts, most).map((group) => {
    const amount = group.reduce((sum, part) => sum + part.amount, 0)
    const from = to
    to += amount
    return { keys: group.map(({ key }) => key), amount, from, to }
  })
  const ends = [start, to, ...steps.map((step) => step.to), ...(bandFrom === undefined ? [] : [bandFrom])]
  const [low, high] = widened(paddedExtent(ends, padding))
  return {
    start,
    end: to,
    steps,
    scaleFrom: start === 0 && low <= 0 ? Math.min(0, ...ends) : low,
    scaleTo: high,
  }
}

function groupsOf<Key>(
  parts: readonly WaterfallPart<Key>[],
  most: number,
): (readonly WaterfallPart<Key>[])[] {
  const sorted = parts.toSorted((one, other) => Math.abs(other.amount) - Math.abs(one.amount))
  const moving = sorted.filter(({ amount }) => Math.abs(amount) > nothing)
  const shown = moving.length > most + 1 ? moving.slice(0, most) : moving
  const rest = sorted.slice(shown.length)
  return [...shown.map((part) => [part]), ...(rest.length > 0 ? [rest] : [])]
}

function widened([low, high]: readonly [number, number]): readonly [number, number] {
  const lacking = Math.max(0, leastSpan - (high - low)) / 2
  return [low - lacking, high + lacking]
}
