import { bridgeName, outsideAddress, type LabNetwork } from './lab-networks.ts'
import { shareOf } from './node-share.ts'
import { uplinkCommands } from './wiring.ts'

/**
 * The commands, in order, that join several nodes by one outside, all of it from empty namespaces: on each network the
 * pods of one node reach those of the others, over both nodes' shaped uplinks.
 */
export function fabricCommands(
  networks: readonly LabNetwork[],
  nodes: readonly string[],
  fabric: string,
): string[][] {
  return [
    ...[fabric, ...nodes].map((namespace) => ['ip', '-n', namespace, 'link', 'set', 'lo', 'up']),
    ['ip', '-n', fabric, 'address', 'add', `${outsideAddress}/32`, 'dev', 'lo'],
    ['ip', 'netns', 'exec', fabric, 'sysctl', '-qw', 'net.ipv4.ip_forward=1'],
    ...networks.flatMap((network) => [
      ...(network.type === 'ptp' ? [] : segmentCommands(network, fabric)),
      ...nodes.flatMap((node, index) => {
        const share = shareOf(network, index)
        return [...uplinkCommands(share, node, fabric), ...joinCommands(share, index, node, fabric)]
      }),
    ]),
  ]
}

/** What stands for the switch that the nodes' uplinks of a network end in. */
const segmentOf = ({ uplink }: LabNetwork) => uplink.replace('genie-up', 'genie-sw')

function segmentCommands(network: LabNetwork, fabric: string): string[][] {
  const segment = segmentOf(network)
  return [
    ['ip', '-n', fabric, 'link', 'add', segment, 'type', 'bridge'],
    ['ip', '-n', fabric, 'address', 'add', `${network.gateway}/24`, 'dev', segment],
    ['ip', '-n', fabric, 'link', 'set', segment, 'up'],
  ]
}

function joinCommands(share: LabNetwork, index: number, node: string, fabric: string): string[][] {
  const { type, uplink, fabricEnd, podSubnet } = share
  if (type === 'ptp') {
    const outside = `10.80.101.${4 * index + 1}`
    const inside = `10.80.101.${4 * index + 2}`
    return [
      ['ip', '-n', node, 'address', 'add', `${inside}/30`, 'dev', uplink],
      ['ip', '-n', node, 'route', 'add', 'default', 'via', outside],
      ['ip', '-n', fabric, 'address', 'add', `${outside}/30`, 'dev', fabricEnd],
      ['ip', '-n', fabric, 'route', 'add', podSubnet, 'via', inside],
    ]
  }
  const join = ['ip', '-n', fabric, 'link', 'set', fabricEnd, 'master', segmentOf(share)]
  if (type === 'macvlan') return [join]
  return [
    join,
    ['ip', '-n', node, 'link', 'add', bridgeName, 'type', 'bridge'],
    ['ip', '-n', node, 'link', 'set', uplink, 'master', bridgeName],
    ['ip', '-n', node, 'link', 'set', bridgeName, 'up'],
  ]
}
