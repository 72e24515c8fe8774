import { endpointReaders, objectReaders } from '../../collector/addresses/address-readers.ts'
import { attachmentsSource } from '../../collector/addresses/attachments-source.ts'
import type { ClusterObjects } from '../../collector/addresses/cluster-objects.ts'
import type { EndpointReader } from '../../collector/addresses/endpoint-reader.ts'
import { EndpointSource } from '../../collector/addresses/endpoint-source.ts'
import { HostLocalSource } from '../../collector/addresses/host-local-source.ts'
import { LeaseReader } from '../../collector/addresses/lease-reader.ts'
import type { Grant } from '../../collector/addresses/object-reader.ts'
import { ObjectSource } from '../../collector/addresses/object-source.ts'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import type { FigureSource } from '../../collector/sources/figure-source.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import type { AgentConfig } from '../config.ts'

/** What sources of addresses are made of. */
export interface AddressSourceParts {
  readonly config: AgentConfig
  /** Null on a machine without an API server. */
  readonly objects: ClusterObjects | null
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Who counts the addresses of the node's networks, best first: each is asked only for networks of its own CNI, and
 * attachments are counted where nobody else knows.
 * @throws {Error} if a setting is neither a URL nor `none`
 */
export function addressSources({ config, objects, clock, logger }: AddressSourceParts): FigureSource[] {
  const leases = new LeaseReader(config.GENIE_ADDRESSES_DIR, clock)
  const { weave, awsVpcCni, ciliumMetrics, calicoMetrics } = endpointReaders
  const parts = objects === null ? null : { objects, node: config.NODE_NAME, leases, clock, logger }
  return [
    new HostLocalSource(leases, logger, clock),
    ...endpointSource(weave, config, 'GENIE_WEAVE'),
    ...endpointSource(awsVpcCni, config, 'GENIE_AWS_IPAM'),
    ...endpointSource(ciliumMetrics, config, 'GENIE_CILIUM_METRICS'),
    ...endpointSource(calicoMetrics, config, 'GENIE_CALICO_METRICS'),
    ...(parts === null
      ? []
      : objectReaders
          .filter(({ grant }) => isGranted(grant, config))
          .map((reader) => new ObjectSource(reader, parts))),
    attachmentsSource,
  ]
}

/** Where Calico's metrics count, its blocks are not followed. */
function isGranted(
  grant: Grant,
  { GENIE_ADDRESS_OBJECTS: given, GENIE_CALICO_METRICS: metrics }: AgentConfig,
): boolean {
  if (grant === 'calico' && metrics !== undefined && metrics !== 'none') return false
  return given === 'all' || given.split(',').includes(grant)
}

type Setting = 'GENIE_WEAVE' | 'GENIE_AWS_IPAM' | 'GENIE_CILIUM_METRICS' | 'GENIE_CALICO_METRICS'

/** None where the setting is left out, or is `none`. */
function endpointSource<T>(reader: EndpointReader<T>, config: AgentConfig, setting: Setting): FigureSource[] {
  const url = config[setting]
  if (url === undefined || url === 'none') return []
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new Error(
      `Cannot use ${setting} as it is no URL: set it to one that begins with http:// or https://, or to none`,
    )
  return [new EndpointSource(reader, openHttpSource({ url }))]
}
