import type { NetworkSettingsFile } from '../domain/network-settings.ts'
import { bridgeName, type LabNetwork } from './lab-networks.ts'

/** The plugin chain of a lab's network, as an operator would write it into the conf dir. */
export function delegateConflist(network: LabNetwork, ipamDir: string) {
  const { name, podSubnet, gateway, range } = network
  // What is below .10 belongs to gateways, on every subnet alike.
  const ipam = {
    type: 'host-local',
    dataDir: ipamDir,
    ranges: [[{ subnet: podSubnet, gateway, ...rangeMembers(podSubnet, range) }]],
    routes: [{ dst: '0.0.0.0/0' }],
  }
  return { cniVersion: '1.0.0', name, plugins: [{ ...delegateMembers(network), ipam }] }
}

const rangeMembers = (podSubnet: string, range: LabNetwork['range']) =>
  range === undefined
    ? { rangeStart: podSubnet.replace('.0/24', '.10') }
    : { rangeStart: range[0], rangeEnd: range[1] }

function delegateMembers({ type, uplink }: LabNetwork): { type: string; [member: string]: unknown } {
  switch (type) {
    case 'bridge':
      return { type, bridge: bridgeName }
    case 'macvlan':
      return { type, master: uplink, mode: 'bridge' }
    case 'ptp':
      return { type }
  }
}

/** Our own conf, first in the conf dir by name, so that a runtime takes it. */
export const genieConf = (paths: { socket: string; stateDir: string; confDir: string }) => ({
  cniVersion: '1.0.0',
  name: 'genie',
  type: 'genie',
  capabilities: { 'io.kubernetes.cri.pod-annotations': true },
  genie: { socket: paths.socket, stateDir: paths.stateDir, confDir: paths.confDir },
})

/** What the lab, as the operator, knows of its networks. */
export const labSettings = (networks: readonly LabNetwork[]): NetworkSettingsFile => ({
  networks: Object.fromEntries(
    networks.map(({ name, uplink, capacityBitsPerSecond }) => [name, { uplink, capacityBitsPerSecond }]),
  ),
})
