import type { PluginConf } from '../../domain/configured-network.ts'
import { isInterfaceName } from './interface-name.ts'

/** The interfaces at which a network's traffic is measured, and which way round they see it. */
export interface TrafficPath {
  /**
   * `uplink`: the host receives there what goes towards the pods. `bridge` (the device itself) and `veths` (the host's
   * ends of the attachments): the host receives there what comes from the pods.
   */
  readonly kind: 'uplink' | 'bridge' | 'veths'
  readonly devices: readonly string[]
}

/** What is known of the host when a network's path is chosen. */
export interface HostView {
  /** The operator's choice. */
  readonly uplink: string | undefined
  /** The ports of the network's bridge, whether or not it exists. */
  readonly bridgePorts: readonly string[]
  readonly defaultRoute: string | null
  /** The host's ends of this network's attachments. */
  readonly hostInterfaces: readonly string[]
}

/** Plugins whose interfaces hang on one of the host's, so that the host has no end of its own for a pod. */
const parented = new Set(['macvlan', 'ipvlan', 'sriov', 'vlan'])

/** What the bridge plugin calls the host's ends it makes: of pods that the journal does not know, too. */
const podPort = /^veth[0-9a-f]{8}$/

/** The bridge of a network whose first plugin is `bridge`; null for others. */
export function bridgeOf({ type, bridge }: PluginConf): string | null {
  if (type !== 'bridge') return null
  return isInterfaceName(bridge) ? bridge : 'cni0'
}

/** Where to measure a network, by the plugin that makes its interfaces; null if the host cannot see its traffic. */
export function choosePath(plugin: PluginConf, host: HostView): TrafficPath | null {
  if (host.uplink !== undefined) return { kind: 'uplink', devices: [host.uplink] }
  if (parented.has(plugin.type)) return parentPath(plugin, host)
  const bridge = bridgeOf(plugin)
  if (bridge === null) return { kind: 'veths', devices: host.hostInterfaces }
  const pods = new Set(host.hostInterfaces)
  const uplinks = host.bridgePorts.filter((port) => !pods.has(port) && !podPort.test(port))
  // Without an uplink the bridge routes through the host, and its device counts what the host receives and sends.
  return uplinks.length > 0 ? { kind: 'uplink', devices: uplinks } : { kind: 'bridge', devices: [bridge] }
}

function parentPath(plugin: PluginConf, { defaultRoute }: HostView): TrafficPath | null {
  if (plugin['linkInContainer'] === true) return null
  const parent = isInterfaceName(plugin['master']) ? plugin['master'] : defaultRoute
  return parent === null ? null : { kind: 'uplink', devices: [parent] }
}

/** What a sample calls the devices that it was measured at. */
export function pathName({ kind, devices }: TrafficPath): string {
  return kind === 'veths' ? `${devices.length} veths` : devices.join('+')
}
