import Value from 'typebox/value'
import { kpiContracts, kpis, moreIsBetter } from '../../domain/kpi.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import { NetworkSpec } from '../../domain/resources/network-resource.ts'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import { schemaFaults } from '../../domain/schema-faults.ts'
import type { Manifest } from '../../domain/manifest.ts'

/** What a `Network` resource says of the network that it stands for: a conf, or a definition. */
export interface NetworkResource {
  readonly name: string
  readonly of:
    { readonly conf: string } | { readonly nad: { readonly namespace: string; readonly name: string } }
  readonly settings: NetworkSettings
}

/**
 * The Network of a manifest; undefined for other kinds.
 * @throws {Error} that says what makes no sense in it
 */
export function parseNetworkResource({
  apiVersion,
  kind,
  name,
  spec,
}: Manifest): NetworkResource | undefined {
  if (kind !== 'Network' || apiVersion !== resourceApiVersion) return undefined
  const [fault] = schemaFaults(Value.Errors(NetworkSpec, spec ?? {}))
  if (fault !== undefined) throw new Error(`spec${fault.pointer} ${fault.detail}`)
  const read = (spec ?? {}) as NetworkSpec
  checkAnchors(read)
  return { name, of: standsFor(read), settings: settingsOf(read) }
}

function standsFor({ conf, nad }: NetworkSpec): NetworkResource['of'] {
  if (nad === undefined && conf !== undefined) return { conf }
  if (conf === undefined && nad !== undefined) return { nad }
  throw new Error('it has to name either the conf or the nad that it stands for')
}

/** Members that a Network and settings call the same. */
const sameMembers = [
  'uplink',
  'capabilities',
  'lacks',
  'anchors',
  'uplinkGroup',
  'addressPool',
  'prices',
  'namespaces',
  'mtu',
  'families',
  'device',
] as const satisfies readonly (keyof NetworkSpec & keyof NetworkSettings)[]

function settingsOf(spec: NetworkSpec): NetworkSettings {
  const { bitsPerSecond: capacityBitsPerSecond, attachmentsPerNode: maxAttachments } = spec.capacity ?? {}
  const members = [
    ['capacityBitsPerSecond', capacityBitsPerSecond],
    ['maxAttachments', maxAttachments],
    ...sameMembers.map((name) => [name, spec[name]] as const),
  ] as const
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}

/** Good and bad stand the way round that they have for the KPI: of most less is better, of some more. */
function checkAnchors({ anchors = {} }: NetworkSpec): void {
  for (const kpi of kpis) {
    const { good, bad } = anchors[kpi] ?? kpiContracts[kpi]
    const isMore = moreIsBetter(kpi)
    if (kpiContracts[kpi].shape === 'log' && Math.min(good, bad) <= 0)
      throw new Error(
        `its anchors of ${kpi} are good at ${good} and bad at ${bad}: both have to be above 0, as ratios count`,
      )
    if (isMore ? good > bad : good < bad) continue
    throw new Error(
      `its anchors of ${kpi} are good at ${good} and bad at ${bad}: good has to be ${isMore ? 'more' : 'less'}`,
    )
  }
}
