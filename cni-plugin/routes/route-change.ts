import type { RouteChange } from '../../cni/result-routes.ts'
import type { Candidate, Winner } from './default-route-winner.ts'

const anywhere = { 4: '0.0.0.0/0', 6: '::/0' } as const

/**
 * What has become of an attachment's default routes, for its result. A family in which nobody has won is left as its
 * delegates tell it, unless it was this attachment that was not to have it.
 */
export function routeChange<T extends Candidate>(
  of: T,
  winners: readonly { readonly family: 4 | 6; readonly winner: Winner<T> }[],
): RouteChange {
  const hasLost = (winner: Winner<T>) =>
    winner.kind === 'none' ? of.gateways?.length === 0 : winner.kind === 'asked' || winner.by !== of
  return {
    dropped: new Set(winners.filter(({ winner }) => hasLost(winner)).map(({ family }) => family)),
    added: winners.flatMap(({ family, winner }) =>
      winner.kind !== 'asked'
        ? []
        : winner.hops
            .filter(({ on }) => on === of)
            .map(({ gateway: gw, metric }) => ({
              dst: anywhere[family],
              gw,
              ...(metric !== null && { priority: metric }),
            })),
    ),
  }
}
