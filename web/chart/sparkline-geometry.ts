import type { TrafficPoint } from '../../domain/network-board.ts'

/** The window a sparkline shows and the box it is drawn in. */
export interface SparklineFrame {
  readonly fromMs: number
  readonly untilMs: number
  readonly capacityBitsPerSecond: number | null
  readonly width: number
  readonly height: number
}

/** SVG path data, and the height at which the capacity line stands (null where it is unknown). */
export interface SparklineGeometry {
  readonly ingressArea: string
  readonly ingressLine: string
  readonly egressLine: string
  readonly capacityY: number | null
}

interface Spot {
  readonly x: number
  readonly y: number
}

/** Room above the highest figure, so that the capacity line is not cut in half by the edge. */
const headroom = 1.08

const draw = (run: readonly Spot[]): string =>
  run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')

/** Splits at the gaps: a figure nobody measured is a hole in the line, not a zero. */
function runsOf(spots: readonly (Spot | undefined)[]): Spot[][] {
  const runs: Spot[][] = [[]]
  for (const spot of spots) {
    if (spot === undefined) runs.push([])
    else runs.at(-1)?.push(spot)
  }
  return runs.filter((run) => run.length > 1)
}

/** Traffic against capacity: the scale starts at 0 and ends above the capacity, or above the peak if that is higher. */
export function sparklineGeometry(points: readonly TrafficPoint[], frame: SparklineFrame): SparklineGeometry {
  const { width, height, capacityBitsPerSecond, fromMs, untilMs } = frame
  const shown = points.filter((point) => point.at >= fromMs && point.at <= untilMs)
  const figures = shown.flatMap((point) => [point.ingressBitsPerSecond ?? 0, point.egressBitsPerSecond ?? 0])
  const ceiling = Math.max(capacityBitsPerSecond ?? 0, ...figures, 1) * headroom
  const yOf = (bitsPerSecond: number) => height * (1 - bitsPerSecond / ceiling)
  const spotsOf = (figure: 'ingressBitsPerSecond' | 'egressBitsPerSecond') =>
    shown.map((point) => {
      const x = (width * (point.at - fromMs)) / Math.max(untilMs - fromMs, 1)
      const bitsPerSecond = point[figure]
      return bitsPerSecond === null ? undefined : { x, y: yOf(bitsPerSecond) }
    })
  const ingress = runsOf(spotsOf('ingressBitsPerSecond'))
  const areaUnder = (run: Spot[]) =>
    `${draw([{ x: run[0]?.x ?? 0, y: height }, ...run, { x: run.at(-1)?.x ?? 0, y: height }])}Z`
  return {
    ingressArea: ingress.map(areaUnder).join(''),
    ingressLine: ingress.map(draw).join(''),
    egressLine: runsOf(spotsOf('egressBitsPerSecond')).map(draw).join(''),
    capacityY: capacityBitsPerSecond === null ? null : yOf(capacityBitsPerSecond),
  }
}
