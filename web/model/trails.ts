import { signal, type ReadonlySignal } from '@preact/signals'
import type { NetworkBoard } from '../../domain/network-board.ts'
import type { HistoryFigure, NetworkHistory } from '../../domain/network-history.ts'

/** The figures that are drawn over the last minutes, besides traffic, which a board brings along. */
export const trailFigures = [
  'latencyP50Ms',
  'latencyP95Ms',
  'lossRatio',
  'addressesUsed',
] as const satisfies readonly HistoryFigure[]
/** One of them. */
export type TrailFigure = (typeof trailFigures)[number]

/** The figures of a network at a time (Unix ms); null where nobody has measured. */
export type TrailPoint = { readonly at: number } & Readonly<Record<TrailFigure, number | null>>

/** As long as the API keeps traffic on a board. */
export const trailMs = 600_000

/** How networks of one node have been over the last ten minutes: from their history once, and from every board since. */
export class Trails {
  readonly #byNetwork = signal<ReadonlyMap<string, readonly TrailPoint[]>>(new Map())
  readonly byNetwork: ReadonlySignal<ReadonlyMap<string, readonly TrailPoint[]>> = this.#byNetwork
  #node: string | undefined

  /** A board that came; of another node everything begins anew. */
  take({ node, at, networks }: NetworkBoard): void {
    const known = node === this.#node ? this.#byNetwork.peek() : new Map<string, readonly TrailPoint[]>()
    this.#node = node
    this.#byNetwork.value = new Map(
      networks.map(({ name, sample }) => {
        const before = known.get(name) ?? []
        if (sample === null || before.some((point) => point.at === sample.at)) return [name, before]
        const { latencyP50Ms, latencyP95Ms, lossRatio, addressesUsed } = sample
        const point = { at: sample.at, latencyP50Ms, latencyP95Ms, lossRatio, addressesUsed }
        return [name, [...before, point].filter((each) => each.at > at - trailMs)]
      }),
    )
  }

  /** What was before the first board. */
  add({ network, points }: NetworkHistory): void {
    const since = this.#byNetwork.peek().get(network)
    if (since === undefined) return
    const first = since[0]?.at ?? Infinity
    const older = points
      .filter(({ at }) => at < first)
      .map(({ at, figures }) => {
        const figure = (name: TrailFigure) => figures[name]?.p50 ?? null
        return {
          at,
          ...(Object.fromEntries(trailFigures.map((name) => [name, figure(name)])) as Record<
            TrailFigure,
            number | null
          >),
        }
      })
    this.#byNetwork.value = new Map(this.#byNetwork.peek()).set(network, [...older, ...since])
  }
}
