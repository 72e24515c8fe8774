import * as sys from 'sys'
import { PlatformError, type DefaultRoute, type DefaultRoutes } from '../platform.ts'
import { attempt, unless } from './attempt.ts'
import { closing } from './closing.ts'
import { ipBytes } from './ip-bytes.ts'
import { listedRoutes, type ListedRoute } from './listed-routes.ts'
import { decodeMessages, encodeMessage, type NetlinkMessage } from './netlink-message.ts'
import { retry } from './retry.ts'
import { routeRequests } from './route-requests.ts'
import { RTM } from './rtnetlink.ts'

const ownNamespace = '/proc/self/ns/net'
/** The kernel answers while it is asked, unless others hold its routing lock. */
const answerMs = 5000

/** As `Platform.openRoutes`. */
export function openRoutes(netns: string): DefaultRoutes | null {
  const fd = attempt(`open the network namespace ${netns}`, () => routeSocketOf(netns))
  return fd === null ? null : routesOf(netns, fd)
}

function routeSocketOf(netns: string): number | null {
  return closing(sys.open(netns, sys.O_RDONLY), (theirs) => {
    if (sys.isOpenAt(ownNamespace, theirs)) return null
    return closing(sys.open(ownNamespace, sys.O_RDONLY), (ours) => sys.routeSocket(theirs, ours))
  })
}

function routesOf(netns: string, fd: number): DefaultRoutes {
  let sequence = 0
  const ask = (request: NetlinkMessage) =>
    decodeMessages(sys.ask(fd, encodeMessage(request, ++sequence), answerMs))
  const change = (action: string, alreadySo: string, request: NetlinkMessage) =>
    void attempt(`${action} a default route of ${netns}`, () => unless(alreadySo, () => ask(request)))
  return {
    list() {
      const action = `list the default routes of ${netns}`
      return attempt(action, () => retry(action, answerMs, () => listedRoutes(ask(routeRequests.list))))
    },
    remove: (route) => change('remove', 'ESRCH', routeRequests.remove(sourceOf(route))),
    restore: (route) => change('restore', 'EEXIST', routeRequests.restore(sourceOf(route))),
    add(gateway, ifname, metric) {
      const action = `add a default route by ${ifname} through ${gateway} in ${netns}`
      const address = ipBytes(gateway)
      if (address === undefined) throw new PlatformError('EINVAL', `Cannot ${action}: that is no IP address`)
      attempt(action, () => {
        const index = interfaceIndexIn(ask(routeRequests.link(ifname)))
        ask(routeRequests.add(address, index, metric))
      })
    },
    close: () => sys.close(fd),
  }
}

const sourceOf = (route: DefaultRoute) => (route as ListedRoute).source

/** `ifi_index` of `struct ifinfomsg`. */
function interfaceIndexIn(answer: readonly NetlinkMessage[]): number {
  const link = answer.find(({ type }) => type === RTM.NEWLINK)
  return new Int32Array(link?.body.slice(4, 8).buffer ?? [0])[0] ?? 0
}
