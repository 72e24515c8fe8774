import Type from 'typebox'
import Value from 'typebox/value'
import type { PluginConf } from '../../domain/configured-network.ts'
import { parseRange, RangeConf, type AddressRange } from './address-range.ts'

/** What host-local gives a network's pods: one address out of each of its sets of ranges. */
export interface HostLocalPools {
  /** Where it notes them, if not in its usual place. */
  readonly dataDir: string | null
  readonly pools: readonly (readonly AddressRange[])[]
}

const HostLocalConf = Type.Object({
  type: Type.Literal('host-local'),
  dataDir: Type.Optional(Type.String()),
  ranges: Type.Optional(Type.Array(Type.Array(RangeConf))),
})

/**
 * The pools of the first plugin with host-local addresses; null if none has, or it is told its ranges at ADD only. The
 * older short form (`subnet` beside `type`) is a set of its own and comes first, as in host-local.
 * @throws {Error} if host-local would refuse its configuration
 */
export function parseHostLocal(plugins: readonly PluginConf[]): HostLocalPools | null {
  const ipam = plugins.map((plugin) => plugin['ipam']).find((conf) => Value.Check(HostLocalConf, conf))
  if (ipam === undefined) return null
  const conf = Value.Parse(HostLocalConf, ipam)
  const shortForm = Value.Check(RangeConf, ipam) ? [[ipam]] : []
  const sets = [...shortForm, ...(conf.ranges ?? [])].filter((set) => set.length > 0)
  if (sets.length === 0) return null
  return { dataDir: conf.dataDir ?? null, pools: sets.map((set) => set.map(parseRange)) }
}
