import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import { withDefaultRoutes } from '../../cni/result-routes.ts'
import type { Attachment } from '../attach/attachment.ts'
import { ioFailure } from '../io-failure.ts'
import { PlatformError, type DefaultRoute, type DefaultRoutes, type Platform } from '../platform/platform.ts'
import { defaultRouteWinner, type Candidate, type Hop, type Winner } from './default-route-winner.ts'
import { routeChange } from './route-change.ts'

/** An attachment with the default routes that its delegates have made. */
interface Maker extends Candidate {
  readonly attachment: Attachment
  readonly routes: readonly DefaultRoute[]
}

const families = [4, 6] as const

/**
 * The default routes of a pod while its networks are attached one after the other. Each delegate finds none, as most
 * fail where one is there already; at the end those come back that the pod is to have. All methods throw code 5 for
 * what the kernel refuses, if not said otherwise.
 */
export class PodRoutes {
  readonly #routes: DefaultRoutes
  readonly #makers: Maker[] = []

  private constructor(routes: DefaultRoutes) {
    this.#routes = routes
  }

  /** Null where nothing is to be settled: one network whose routes nobody has asked about, or no namespace to enter. */
  static open(platform: Platform, netns: string, attachments: readonly Attachment[]): PodRoutes | null {
    if (attachments.length < 2 && attachments.every(({ gateways }) => gateways === undefined)) return null
    const routes = attempt(`look into the routes of ${netns}`, () => platform.openRoutes(netns))
    return routes && new PodRoutes(routes)
  }

  /** Takes away the default routes that are there: they are of this attachment, which was made just now. */
  takeAside(attachment: Attachment): void {
    const { ifname, gateways } = attachment
    attempt(`take the default routes of ${ifname} aside`, () => {
      const routes = this.#routes.list()
      for (const route of routes) this.#routes.remove(route)
      const made = new Set(routes.map(({ family }) => family))
      this.#makers.push({ attachment, ifname, gateways, made, routes })
    })
  }

  /**
   * Puts back the default routes that the pod is to have, and lets the results tell of these only. Throws code 7 for a
   * gateway that cannot be one.
   */
  settle(cniIfname: string): void {
    const winners = families.map((family) => {
      const winner = defaultRouteWinner(family, this.#makers, cniIfname)
      this.#putBack(family, winner)
      return { family, winner }
    })
    for (const maker of this.#makers) {
      const { attachment } = maker
      const { result, conflist } = attachment
      if (result !== null)
        attachment.result = withDefaultRoutes(result, conflist.version, routeChange(maker, winners))
    }
  }

  close(): void {
    this.#routes.close()
  }

  #putBack(family: 4 | 6, winner: Winner<Maker>): void {
    if (winner.kind === 'asked') for (const hop of winner.hops) this.#add(hop)
    if (winner.kind !== 'made') return
    const { ifname, routes } = winner.by
    attempt(`put the default routes of ${ifname} back`, () => {
      for (const route of routes) if (route.family === family) this.#routes.restore(route)
    })
  }

  #add({ on: { ifname, attachment }, gateway, metric }: Hop<Maker>): void {
    try {
      this.#routes.add(gateway, ifname, metric)
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error
      throw new CniError(
        errorCodes.invalidConfig,
        `Cannot make ${gateway} the default gateway on ${ifname} as the kernel refuses it (${error.code}): ask for an address that network "${attachment.network}" reaches without a gateway`,
      )
    }
  }
}

function attempt<T>(action: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof PlatformError ? ioFailure(action, error) : error
  }
}
