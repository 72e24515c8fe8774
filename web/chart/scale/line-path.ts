/** A place in the box that is drawn in. */
export interface Spot {
  readonly x: number
  readonly y: number
}

const digits = (length: number) => Number(length.toFixed(2))

const draw = (run: readonly Spot[]): string =>
  run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${digits(x)} ${digits(y)}`).join('')

/** Splits at the gaps: a figure that nobody measured is a hole in the line, not a zero. */
export function runsOf<Each>(spots: readonly (Each | null)[]): Each[][] {
  const runs: Each[][] = [[]]
  for (const spot of spots) {
    if (spot === null) runs.push([])
    else runs.at(-1)?.push(spot)
  }
  return runs.filter((run) => run.length > 0)
}

/** Path data of a line with holes; a single spot becomes a dot, given round ends. */
export function linePath(spots: readonly (Spot | null)[]): string {
  return runsOf(spots)
    .map((run) => (run.length === 1 ? `${draw(run)}h0` : draw(run)))
    .join('')
}

/** Path data of the area between a line and the one below it, with holes. */
export function bandPath(pairs: readonly ({ readonly upper: Spot; readonly lower: Spot } | null)[]): string {
  return runsOf(pairs)
    .filter((run) => run.length > 1)
    .map((run) => {
      const back = run.map(({ lower }) => lower).reverse()
      return `${draw([...run.map(({ upper }) => upper), ...back])}Z`
    })
    .join('')
}

/** Path data of a line that keeps its height until the next spot. */
export function stepPath(spots: readonly (Spot | null)[]): string {
  return runsOf(spots)
    .map((run) =>
      run
        .map(({ x, y }, index) => (index === 0 ? `M${digits(x)} ${digits(y)}` : `H${digits(x)}V${digits(y)}`))
        .join(''),
    )
    .join('')
}
