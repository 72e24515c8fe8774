import type { DefaultRoute } from '../platform.ts'
import { aligned, decodeAttributes, encodeAttributes, type Attribute } from './netlink-attributes.ts'
import type { NetlinkMessage } from './netlink-message.ts'
import { NLM_F, RTA, RTM, rtmsg } from './rtnetlink.ts'

/** A default route whose source is the body of the message that removes it or puts it back. */
export interface ListedRoute extends DefaultRoute {
  readonly source: Uint8Array
}

/**
 * The unicast routes to 0.0.0.0/0 and ::/0 in the main table; undefined if routes changed while they were listed, so
 * that some may be missing. Routes on lease, which router advertisements make, are left out: the kernel alone can renew
 * them, and would put them back whenever a router speaks.
 */
export function listedRoutes(answer: readonly NetlinkMessage[]): ListedRoute[] | undefined {
  if (answer.some(({ flags }) => (flags & NLM_F.DUMP_INTR) !== 0)) return undefined
  return answer.map(defaultRouteOf).filter((route) => route !== undefined)
}

function defaultRouteOf({ type, body }: NetlinkMessage): ListedRoute | undefined {
  const [family, dstLength, srcLength, , table, , , kind] = body
  const isDefault =
    type === RTM.NEWROUTE &&
    body.length >= rtmsg.length &&
    (family === rtmsg.AF_INET || family === rtmsg.AF_INET6) &&
    dstLength === 0 &&
    srcLength === 0 &&
    table === rtmsg.RT_TABLE_MAIN &&
    kind === rtmsg.RTN_UNICAST &&
    (flagsOf(body) & rtmsg.RTM_F_CLONED) === 0
  if (!isDefault) return undefined
  const attributes = decodeAttributes(body.subarray(rtmsg.length))
  if (isOnLease(attributes)) return undefined
  return { family: family === rtmsg.AF_INET ? 4 : 6, source: settable(body, attributes) }
}

const flagsOf = (body: Uint8Array) => new Uint32Array(body.slice(8, rtmsg.length).buffer)[0] ?? 0

/** `rta_expires` of `struct rta_cacheinfo`. */
function isOnLease(attributes: readonly Attribute[]): boolean {
  const cacheInfo = attributes.find(({ type }) => type === RTA.CACHEINFO)
  return cacheInfo?.value.subarray(8, 12).some((byte) => byte !== 0) ?? false
}

/** What belongs to a nexthop object (`nhid`): the kernel tells it with the route, and refuses to be told it. */
const ofNexthopObject: readonly number[] = [
  RTA.OIF,
  RTA.GATEWAY,
  RTA.VIA,
  RTA.MULTIPATH,
  RTA.ENCAP,
  RTA.ENCAP_TYPE,
]

/** The route without what the kernel alone can say of it: its use, and whether a path is dead at the moment. */
function settable(body: Uint8Array, attributes: readonly Attribute[]): Uint8Array {
  const hasObject = attributes.some(({ type }) => type === RTA.NH_ID)
  const kept = attributes
    .filter(({ type }) => type !== RTA.CACHEINFO && !(hasObject && ofNexthopObject.includes(type)))
    .map(({ type, value }) => ({ type, value: type === RTA.MULTIPATH ? settablePaths(value) : value }))
  const flags = new Uint8Array(Uint32Array.of(flagsOf(body) & rtmsg.RTNH_F_ONLINK).buffer)
  return Uint8Array.of(...body.subarray(0, 8), ...flags, ...encodeAttributes(kept))
}

/** Each path is a `struct rtnexthop`: its length in two bytes, flags in one, weight, interface, own attributes. */
function settablePaths(value: Uint8Array): Uint8Array {
  const paths = value.slice()
  for (let at = 0, length = 8; length >= 8 && at + 8 <= paths.length; at += aligned(length)) {
    paths[at + 2] = (paths[at + 2] ?? 0) & rtmsg.RTNH_F_ONLINK
    length = new Uint16Array(paths.slice(at, at + 2).buffer)[0] ?? 0
  }
  return paths
}
