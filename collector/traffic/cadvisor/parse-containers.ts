import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { SourceFault } from '../../sources/source-fault.ts'
import { counterOf, InterfaceSheet, type CountedInterfaces } from '../counted-interfaces.ts'
import type { Counters } from '../rate-between.ts'
import { sandboxOfPath } from '../sandbox-of-path.ts'

/**
 * As much as is read of cAdvisor's `info/v1` and `info/v2`: the same members in both. Compiled, as they are checked for each
 * interface in each round.
 */
const Interface = Compile(
  Type.Object({
    name: Type.String(),
    rx_bytes: Type.Number(),
    tx_bytes: Type.Number(),
    rx_packets: Type.Optional(Type.Number()),
    tx_packets: Type.Optional(Type.Number()),
    rx_dropped: Type.Optional(Type.Number()),
    tx_dropped: Type.Optional(Type.Number()),
  }),
)
const Stats = Compile(
  Type.Object({
    timestamp: Type.String(),
    network: Type.Optional(Type.Object({ interfaces: Type.Optional(Type.Array(Type.Unknown())) })),
  }),
)
const Container = Compile(
  Type.Object({
    spec: Type.Optional(Type.Object({ creation_time: Type.Optional(Type.String()) })),
    stats: Type.Optional(Type.Array(Type.Unknown())),
  }),
)
const Named = Compile(Type.Object({ name: Type.String() }))

const maxContainers = 4_000
const maxInterfacesOfContainer = 64
const maxInterfacesOfNode = 2_048

/**
 * The newest counters of each container, from `/api/v1.3/containers/` (one), `/api/v1.3/subcontainers/` (a list) or
 * `/api/v2.1/stats/` (by name). The root's interfaces are the node's; others are known by their container's ID.
 * @throws {SourceFault} `malformed` if it is none of them
 */
export function parseContainers(text: string): CountedInterfaces {
  const sheet = new InterfaceSheet()
  const containers = namedContainers(text)
  if (containers.length > maxContainers) sheet.drop('too-many', containers.length - maxContainers)
  for (const [name, container] of containers.slice(0, maxContainers)) addContainer(name, container, sheet)
  return sheet
}

function namedContainers(text: string): [string, unknown][] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = null
  }
  if (Named.Check(value) && 'stats' in value) return [[value.name, value]]
  if (Array.isArray(value))
    return value.map((one): [string, unknown] => [Named.Check(one) ? one.name : '', one])
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    if (entries.length > 0 && entries.every(([name]) => name.startsWith('/'))) return entries
  }
  throw new SourceFault('malformed', 'Cannot read the answer as containers of cAdvisor: ask another server')
}

function addContainer(name: string, container: unknown, sheet: InterfaceSheet): void {
  if (!Container.Check(container)) {
    sheet.drop('malformed')
    return
  }
  const newest = container.stats?.at(-1)
  if (newest === undefined) return
  const countedMs = Stats.Check(newest) ? Date.parse(newest.timestamp) : Number.NaN
  if (!Stats.Check(newest) || Number.isNaN(countedMs)) {
    sheet.drop('malformed')
    return
  }
  const interfaces = newest.network?.interfaces ?? []
  const limit = name === '/' ? maxInterfacesOfNode : maxInterfacesOfContainer
  if (interfaces.length > limit) sheet.drop('too-many', interfaces.length - limit)
  const epoch = container.spec?.creation_time ?? ''
  for (const one of interfaces.slice(0, limit)) {
    const counted = countersOf(one)
    if (typeof counted === 'string') sheet.drop(counted)
    else {
      const { name: ifname, counters } = counted
      sheet.add(name === '/' ? null : sandboxOfPath(name), ifname, { countedMs, epoch, counters })
    }
  }
}

function countersOf(one: unknown): { name: string; counters: Counters } | 'malformed' | 'out-of-range' {
  if (!Interface.Check(one)) return 'malformed'
  const [rxBytes, txBytes] = [counterOf(one.rx_bytes), counterOf(one.tx_bytes)]
  if (rxBytes === null || txBytes === null) return 'out-of-range'
  const optional = (value: number | undefined) => (value === undefined ? null : counterOf(value))
  return {
    name: one.name,
    counters: {
      rxBytes,
      txBytes,
      rxPackets: optional(one.rx_packets),
      txPackets: optional(one.tx_packets),
      rxDropped: optional(one.rx_dropped),
      txDropped: optional(one.tx_dropped),
    },
  }
}
