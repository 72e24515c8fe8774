import { dirname } from 'node:path'
import { labNetworks } from '../../lab/lab-networks.ts'
import { delegateConflist } from '../../lab/network-confs.ts'

/** A network to attach to, with one plugin. */
export interface MeasuredNetwork {
  readonly name: string
  readonly plugin: { readonly type: string; readonly [member: string]: unknown }
  /** Where its plugin is. */
  readonly directory: string
}

const delegateDir = '/usr/lib/cni'
const three = [0, 1, 2] as const

/** The networks of the lab, one of each kind. */
export const mixedNetworks = (ipamDir: string): MeasuredNetwork[] =>
  labNetworks.map((network) => {
    const { name, plugins } = delegateConflist(network, ipamDir)
    const [plugin] = plugins
    if (plugin === undefined) throw new Error(`Cannot measure ${name} as it has no plugin`)
    return { name, plugin, directory: delegateDir }
  })

/** Three bridges with addresses and a default route each, as their confs are commonly written. */
export const bridgeNetworks = (ipamDir: string): MeasuredNetwork[] =>
  three.map((index) => {
    const ipam = {
      type: 'host-local',
      dataDir: ipamDir,
      ranges: [[{ subnet: `10.81.${index}.0/24` }]],
      routes: [{ dst: '0.0.0.0/0' }],
    }
    const plugin = { type: 'bridge', bridge: `genie-many${index}`, isGateway: true, ipam }
    return { name: `many-${index}`, plugin, directory: delegateDir }
  })

/** Three networks whose plugin does nothing. */
export const noOpNetworks = (program: string): MeasuredNetwork[] =>
  three.map((index) => ({
    name: `no-op-${index}`,
    plugin: { type: 'no-op' },
    directory: dirname(program),
  }))

/** A conf file of the network. */
export const conflistOf = ({ name, plugin }: MeasuredNetwork): string =>
  JSON.stringify({ cniVersion: '1.0.0', name, plugins: [plugin] })
