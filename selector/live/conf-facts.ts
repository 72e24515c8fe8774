import type { PluginConf } from '../../domain/configured-network.ts'
import type { IpFamily } from '../../domain/network-facts.ts'

/** What a network's conf says of the interfaces that it makes; left out is what it does not say. */
export interface ConfFacts {
  readonly families?: readonly IpFamily[]
  readonly mtu?: number
  /** Whether a plugin of it has to be given a device of the pod's. */
  readonly needsDevice: boolean
}

/** Reads them from the confs of a chain, of which the first makes the interface and the others change it. */
export function confFactsOf(plugins: readonly PluginConf[]): ConfFacts {
  const families = familiesOf(recordOf(plugins[0]?.['ipam']))
  const mtu = plugins.map(mtuOf).findLast((each) => each !== undefined)
  return {
    ...(families !== undefined && { families }),
    ...(mtu !== undefined && { mtu }),
    needsDevice: plugins.some(needsDevice),
  }
}

type Members = Readonly<Record<string, unknown>>

/** Of the ranges that it gives addresses from; undefined where one of them is named by nothing but the plugin's own word. */
function familiesOf(ipam: Members): readonly IpFamily[] | undefined {
  if (ipam['type'] === 'calico-ipam') return calicoFamilies(ipam)
  const found = rangesOf(ipam).map(familyOf)
  if (found.length === 0 || found.includes(undefined)) return undefined
  return (['IPv4', 'IPv6'] as const).filter((family) => found.includes(family))
}

/** Calico gives an IPv4 address unless told not to, and an IPv6 one only if told to (its CNI plugin's `assign_ipv4` and `6`). */
function calicoFamilies({ assign_ipv4: four = true, assign_ipv6: six = false }: Members): IpFamily[] {
  return [
    ...(String(four) === 'true' ? (['IPv4'] as const) : []),
    ...(String(six) === 'true' ? (['IPv6'] as const) : []),
  ]
}

/** host-local: `subnet`, `ranges`; whereabouts: `range`, `ipRanges`; static: `addresses`. */
function rangesOf({ subnet, range, ranges, ipRanges, addresses }: Members): unknown[] {
  return [
    subnet,
    range,
    ...listOf(ranges)
      .flatMap(listOf)
      .map((each) => recordOf(each)['subnet']),
    ...listOf(ipRanges).map((each) => recordOf(each)['range']),
    ...listOf(addresses).map((each) => recordOf(each)['address']),
  ].filter((each) => each !== undefined)
}

function familyOf(range: unknown): IpFamily | undefined {
  if (typeof range !== 'string') return undefined
  if (/^\d+\.\d+\.\d+\.\d+\b/.test(range)) return 'IPv4'
  return /^[\da-f]*:[\da-f:.]*(?:[-/]|$)/i.test(range) ? 'IPv6' : undefined
}

/** Its own, or flannel's delegate's; 0 means what the link has. */
function mtuOf({ mtu, delegate }: Members): number | undefined {
  const [own, delegated] = [mtu, recordOf(delegate)['mtu']].map((each) =>
    Number.isSafeInteger(each) && (each as number) > 0 ? (each as number) : undefined,
  )
  return own ?? delegated
}

/** It declares the capability, and names no device itself as host-device and SR-IOV may. */
function needsDevice(plugin: Members): boolean {
  if (recordOf(plugin['capabilities'])['deviceID'] !== true) return false
  return ['deviceID', 'pciBusID', 'device', 'hwaddr', 'kernelpath'].every(
    (member) => plugin[member] === undefined,
  )
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const recordOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? (value as Members) : {}
