import { ipFamily } from '../../cni/ip-family.ts'
import { mainOf } from '../attach/main-of.ts'

/** An attachment as far as it matters who gives the pod its default routes. */
export interface Candidate {
  readonly ifname: string
  /** The gateways that the pod asks for on it; see `PlannedAttachment`. */
  readonly gateways: readonly string[] | undefined
  /** The families in which its delegates have made a default route. */
  readonly made: ReadonlySet<4 | 6>
}

/** A default route that the pod asks for. A metric only tells several of a family apart; lower ones are taken first. */
export interface Hop<T> {
  readonly on: T
  readonly gateway: string
  readonly metric: number | null
}

/** Whose default routes of a family stay: those that are asked for, or all that the delegates of one have made. */
export type Winner<T> =
  | { readonly kind: 'asked'; readonly hops: readonly Hop<T>[] }
  | { readonly kind: 'made'; readonly by: T }
  | { readonly kind: 'none' }

const firstMetric = 100

/**
 * A pod has its default routes of a family on one network: through the gateways that it asks for, wherever that is;
 * else on the first network that has made any, the main one before all. What is asked in one family leaves the other
 * alone, but for an empty list of gateways, by which a network gives no default route at all.
 */
export function defaultRouteWinner<T extends Candidate>(
  family: 4 | 6,
  candidates: readonly T[],
  cniIfname: string,
): Winner<T> {
  const asked = candidates.flatMap((on) =>
    (on.gateways ?? []).filter((gateway) => ipFamily(gateway) === family).map((gateway) => ({ on, gateway })),
  )
  if (asked.length > 0) {
    const metricOf = (index: number) => (asked.length === 1 ? null : firstMetric + index)
    return { kind: 'asked', hops: asked.map((hop, index) => ({ ...hop, metric: metricOf(index) })) }
  }
  const makers = candidates.filter(({ gateways, made }) => gateways?.length !== 0 && made.has(family))
  const by = mainOf(makers, cniIfname)
  return by === undefined ? { kind: 'none' } : { kind: 'made', by }
}
