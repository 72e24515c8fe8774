import { linearScale, paddedExtent } from '../scale/linear-scale.ts'

/** What a figure becomes when one thing is taken down and up. */
export interface Swing {
  readonly low: number
  readonly high: number
}

/** One side of a bar: shares of the width, and whether it reaches over to where another one wins. */
export interface TornadoSide {
  readonly from: number
  readonly to: number
  readonly crosses: boolean
}

/** Bars around a middle line, the widest first. */
export interface TornadoBars<Row> {
  /** Where the figure stands now, and where another network wins; null where that is out of sight. */
  readonly middle: number
  readonly flip: number | null
  readonly rows: readonly { readonly row: Row; readonly low: TornadoSide; readonly high: TornadoSide }[]
}

const padding = 0.05

/** Sorts swings around `now` by their width; `flipAt` is the figure below which another one wins. */
export function tornadoBars<Row extends Swing>(
  rows: readonly Row[],
  now: number,
  flipAt?: number,
): TornadoBars<Row> {
  const figures = [now, ...rows.flatMap(({ low, high }) => [low, high])]
  const [from, to] = paddedExtent(figures, padding)
  const { place } = linearScale(from, to)
  const width = ({ low, high }: Swing) => Math.max(low, high, now) - Math.min(low, high, now)
  const side = (figure: number): TornadoSide => {
    const [one, other] = [place(now), place(figure)]
    const crosses = flipAt !== undefined && now >= flipAt && figure < flipAt
    return { from: Math.min(one, other), to: Math.max(one, other), crosses }
  }
  return {
    middle: place(now),
    flip: flipAt === undefined || flipAt < from || flipAt > to ? null : place(flipAt),
    rows: rows
      .toSorted((one, other) => width(other) - width(one))
      .map((row) => ({ row, low: side(row.low), high: side(row.high) })),
  }
}
