/** A piece of a whole. */
export interface StackPart {
  readonly key: string
  readonly amount: number
}

/** Where a piece stands, in shares of the bar. */
export interface StackSegment<Part> {
  readonly part: Part
  readonly from: number
  readonly to: number
}

/** Pieces end to end. A bar is as long as the whole, or as the pieces where they are more than that. */
export interface Stack<Part> {
  readonly segments: readonly StackSegment<Part>[]
  /** Where the whole ends, which is 1 unless the pieces go beyond it. */
  readonly wholeAt: number
  /** Where the limit stands; null if there is none or it is beyond the bar. */
  readonly limitAt: number | null
  /** Sum of the pieces as a share of the whole; null for a whole of nothing. */
  readonly share: number | null
}

/** Lays pieces of a whole end to end; what is below 0 counts as nothing. */
export function stackSegments<Part extends StackPart>(
  parts: readonly Part[],
  whole: number,
  limit?: number,
): Stack<Part> {
  const used = parts.reduce((sum, { amount }) => sum + Math.max(0, amount), 0)
  const length = Math.max(whole, used, Number.MIN_VALUE)
  let end = 0
  const segments = parts.map((part) => {
    const from = end / length
    end += Math.max(0, part.amount)
    return { part, from, to: end / length }
  })
  return {
    segments: segments.filter(({ from, to }) => to > from),
    wholeAt: whole / length,
    limitAt: limit === undefined || limit > length ? null : limit / length,
    share: whole > 0 ? used / whole : null,
  }
}
