import * as sys from 'sys'
import { PlatformError, type DefaultRoute, type DefaultRoutes } from '../platform.ts'
import { attempt, unless } from './attempt.ts'
import { closing } from './closing.ts'
import { ipBytes } from './ip-bytes.ts'
import { defaultRouteOf, type ListedRoute } from './listed-route.ts'
import { decodeMessages, encodeMessage, type NetlinkMessage } from './netlink-message.ts'
import { retry } from './retry.ts'
import { routeRequests } from './route-requests.ts'
import { NLM_F, RTM } from './rtnetlink.ts'

const ownNamespace = '/proc/self/ns/net'
/** The kernel answers while it is asked, unless others hold its routing lock. */
const answerMs = 5000

/** As `Platform.openRoutes`. */
export function openRoutes(netns: string): DefaultRoutes | null {
  const fd = attempt(`open the network namespace ${netns}`, () => routeSocketOf(netns))
  return fd === null ? null : new RouteSocket(fd, netns)
}

function routeSocketOf(netns: string): number | null {
  return closing(sys.open(netns, sys.O_RDONLY), (theirs) => {
    if (sys.isOpenAt(ownNamespace, theirs)) return null
    return closing(sys.open(ownNamespace, sys.O_RDONLY), (ours) => sys.routeSocket(theirs, ours))
  })
}

class RouteSocket implements DefaultRoutes {
  readonly #fd: number
  readonly #netns: string
  #sequence = 0

  constructor(fd: number, netns: string) {
    this.#fd = fd
    this.#netns = netns
  }

  list(): ListedRoute[] {
    const action = `list the default routes of ${this.#netns}`
    return attempt(action, () => retry(action, answerMs, () => this.#dump()))
  }

  remove(route: DefaultRoute): void {
    this.#change('remove', 'ESRCH', routeRequests.remove((route as ListedRoute).source))
  }

  restore(route: DefaultRoute): void {
    this.#change('restore', 'EEXIST', routeRequests.restore((route as ListedRoute).source))
  }

  add(gateway: string, ifname: string, metric: number | null): void {
    const action = `add a default route by ${ifname} through ${gateway} in ${this.#netns}`
    const address = ipBytes(gateway)
    if (address === undefined) throw new PlatformError('EINVAL', `Cannot ${action}: that is no IP address`)
    attempt(action, () => this.#ask(routeRequests.add(address, this.#indexOf(ifname), metric)))
  }

  close(): void {
    sys.close(this.#fd)
  }

  /** Undefined if the routes changed meanwhile, so that some may be missing. */
  #dump(): ListedRoute[] | undefined {
    const messages = this.#ask(routeRequests.list)
    if (messages.some(({ flags }) => (flags & NLM_F.DUMP_INTR) !== 0)) return undefined
    return messages.map(defaultRouteOf).filter((route) => route !== undefined)
  }

  #change(verb: string, alreadySo: string, request: NetlinkMessage): void {
    attempt(`${verb} a default route of ${this.#netns}`, () => unless(alreadySo, () => this.#ask(request)))
  }

  /** `ifi_index` of `struct ifinfomsg`. */
  #indexOf(ifname: string): number {
    const link = this.#ask(routeRequests.link(ifname)).find(({ type }) => type === RTM.NEWLINK)
    return new Int32Array(link?.body.slice(4, 8).buffer ?? [0])[0] ?? 0
  }

  #ask(request: NetlinkMessage): NetlinkMessage[] {
    return decodeMessages(sys.ask(this.#fd, encodeMessage(request, ++this.#sequence), answerMs))
  }
}
