import { ifnameFault } from '../../cni/names.ts'
import { elementReader, type ElementReader, type Place } from './element-reader.ts'
import { namespaceFault, objectNameFault } from './name-faults.ts'
import type { Capability, NetworkSelection } from './network-selection.ts'
import { quoted } from '../quoted.ts'
import {
  bandwidthFault,
  cniArgsFault,
  deviceFault,
  gatewaysFault,
  guidFault,
  ipsFault,
  macFault,
  portMappingsFault,
  type FaultOf,
} from './value-faults.ts'

/** The keys that ask something of a network's plugins. */
const capabilityKeys: readonly (readonly [key: string, Capability, FaultOf])[] = [
  ['ips', 'ips', ipsFault],
  ['mac', 'mac', macFault],
  ['portMappings', 'portMappings', portMappingsFault],
  ['bandwidth', 'bandwidth', bandwidthFault],
  ['infiniband-guid', 'infinibandGUID', guidFault],
  ['deviceID', 'deviceID', deviceFault],
]

/**
 * Reads one element of the JSON list (NPWG v1.3, section 4.1.2.1), which it gets parsed and as source text. Keys that
 * the specification does not have are passed over, but for `interfaceRequest`, as Multus called `interface` at first.
 * @throws {CniError} of code 7, naming the element, the key and the value
 */
export function parseElement(
  element: unknown,
  source: string,
  podNamespace: string,
  place: Place,
): NetworkSelection {
  const read = elementReader(element, source, place)
  const name = read.text('name', objectNameFault)
  if (name === null) throw read.fail('name', 'it is missing: name a NetworkAttachmentDefinition')
  const gateways = read.source('default-route', gatewaysFault)
  return {
    namespace: read.text('namespace', namespaceFault) ?? podNamespace,
    name,
    ifname: read.text('interface', interfaceFault) ?? read.text('interfaceRequest', interfaceFault),
    asked: askedOf(read),
    cniArgs: read.source('cni-args', cniArgsFault)?.source ?? null,
    gateways: gateways === null ? undefined : (gateways.value as readonly string[]),
  }
}

function askedOf(read: ElementReader): NetworkSelection['asked'] {
  const asked = new Map<Capability, string>()
  for (const [key, capability, faultOf] of capabilityKeys) {
    const found = read.source(key, faultOf)
    if (found !== null) asked.set(capability, found.source)
  }
  if (read.text('ipam-claim-reference', objectNameFault) !== null && asked.has('ips'))
    throw read.fail('ipam-claim-reference', 'ips says the addresses already: leave out one of them')
  return asked
}

function interfaceFault(ifname: string): string | null {
  const fault = ifnameFault(ifname)
  return fault === null ? null : `${quoted(ifname)} ${fault}`
}
