import { encodeAttributes, type Attribute } from './netlink-attributes.ts'
import type { NetlinkMessage } from './netlink-message.ts'
import { NLM_F, RTA, RTM, rtmsg } from './rtnetlink.ts'

const IFLA_IFNAME = 3
const ifinfomsgLength = 16

/** What we ask of rtnetlink(7). A route is the body of a message, as `defaultRouteOf` gives it. */
export const routeRequests = {
  /** All routes of all families: the kernel knows no better question that old ones understand too. */
  list: {
    type: RTM.GETROUTE,
    flags: NLM_F.REQUEST | NLM_F.DUMP,
    body: new Uint8Array(rtmsg.length),
  },

  remove: (route: Uint8Array): NetlinkMessage => change(RTM.DELROUTE, 0, route),

  /** Behind others of its metric: `EXCL` would refuse it for one of them, and without `APPEND` it came before them. */
  restore: (route: Uint8Array): NetlinkMessage => change(RTM.NEWROUTE, NLM_F.CREATE | NLM_F.APPEND, route),

  /** A default route as `ip route add` makes it: `EEXIST` if there is one with that metric. */
  add(gateway: Uint8Array, interfaceIndex: number, metric: number | null): NetlinkMessage {
    const { AF_INET, AF_INET6, RT_TABLE_MAIN, RTPROT_BOOT, RTN_UNICAST } = rtmsg
    const family = gateway.length === 4 ? AF_INET : AF_INET6
    const fixed = [family, 0, 0, 0, RT_TABLE_MAIN, RTPROT_BOOT, 0, RTN_UNICAST, 0, 0, 0, 0]
    const attributes = [
      { type: RTA.GATEWAY, value: gateway },
      { type: RTA.OIF, value: uint32(interfaceIndex) },
      ...(metric === null ? [] : [{ type: RTA.PRIORITY, value: uint32(metric) }]),
    ]
    return change(RTM.NEWROUTE, NLM_F.CREATE | NLM_F.EXCL, withAttributes(fixed, attributes))
  },

  /** One interface by its name. */
  link(ifname: string): NetlinkMessage {
    const fixed = new Uint8Array(ifinfomsgLength)
    const name = { type: IFLA_IFNAME, value: Uint8Array.of(...utf8(ifname), 0) }
    return change(RTM.GETLINK, 0, withAttributes(fixed, [name]))
  },
}

/** The kernel says in so many words that it is done, even if there is nothing else to say. */
function change(type: number, flags: number, body: Uint8Array): NetlinkMessage {
  return { type, flags: NLM_F.REQUEST | NLM_F.ACK | flags, body }
}

function withAttributes(fixed: Iterable<number>, attributes: readonly Attribute[]): Uint8Array {
  return Uint8Array.of(...fixed, ...encodeAttributes(attributes))
}

const uint32 = (number: number) => new Uint8Array(Uint32Array.of(number).buffer)

/** QuickJS has no TextEncoder. */
function utf8(text: string): number[] {
  const characters = encodeURIComponent(text.toWellFormed()).matchAll(/%(..)|./g)
  return Array.from(characters, ([character, hex]) =>
    hex === undefined ? character.charCodeAt(0) : parseInt(hex, 16),
  )
}
