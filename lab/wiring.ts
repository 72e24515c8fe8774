import { bridgeName, outsideAddress, type LabNetwork } from './lab-networks.ts'

/** The link between node and outside on a routed network, whose pods have a subnet of their own behind the node. */
const transit = { node: '10.80.101.2', outside: '10.80.101.1' }

/**
 * The commands, in order, that make a node and its outside from two empty namespaces: the uplinks with their rates
 * on both ends, and the routes by which answers come back.
 */
export function wiringCommands(networks: readonly LabNetwork[], node: string, fabric: string): string[][] {
  return [
    ['ip', '-n', node, 'link', 'set', 'lo', 'up'],
    ['ip', '-n', fabric, 'link', 'set', 'lo', 'up'],
    ['ip', '-n', fabric, 'address', 'add', `${outsideAddress}/32`, 'dev', 'lo'],
    ...networks.flatMap((network) => [
      ...uplinkCommands(network, node, fabric),
      ...pathCommands(network, node, fabric),
    ]),
  ]
}

/** Both ends are created where they belong: at no time does the machine's own namespace see one of them. */
export function uplinkCommands(network: LabNetwork, node: string, fabric: string): string[][] {
  const { uplink, fabricEnd } = network
  return [
    ['ip', 'link', 'add', uplink, 'netns', node, 'type', 'veth', 'peer', 'name', fabricEnd, 'netns', fabric],
    shapingCommand(node, uplink, network.capacityBitsPerSecond),
    shapingCommand(fabric, fabricEnd, network.capacityBitsPerSecond),
    ['ip', '-n', node, 'link', 'set', uplink, 'up'],
    ['ip', '-n', fabric, 'link', 'set', fabricEnd, 'up'],
  ]
}

/** A token bucket: 64 KiB is above what the kernel needs per timer tick at these rates, 50 ms the longest queue. */
const shapingCommand = (namespace: string, link: string, bitsPerSecond: number): string[] => [
  ...['tc', '-n', namespace, 'qdisc', 'add', 'dev', link, 'root'],
  ...['tbf', 'rate', `${bitsPerSecond}bit`, 'burst', '64kb', 'latency', '50ms'],
]

function pathCommands(network: LabNetwork, node: string, fabric: string): string[][] {
  const { type, uplink, fabricEnd, gateway, podSubnet } = network
  const outsideIsGateway = ['ip', '-n', fabric, 'address', 'add', `${gateway}/24`, 'dev', fabricEnd]
  switch (type) {
    case 'macvlan':
      return [outsideIsGateway]
    case 'bridge':
      return [
        outsideIsGateway,
        ['ip', '-n', node, 'link', 'add', bridgeName, 'type', 'bridge'],
        ['ip', '-n', node, 'link', 'set', uplink, 'master', bridgeName],
        ['ip', '-n', node, 'link', 'set', bridgeName, 'up'],
      ]
    case 'ptp':
      return [
        ['ip', '-n', node, 'address', 'add', `${transit.node}/30`, 'dev', uplink],
        ['ip', '-n', node, 'route', 'add', 'default', 'via', transit.outside],
        ['ip', '-n', fabric, 'address', 'add', `${transit.outside}/30`, 'dev', fabricEnd],
        ['ip', '-n', fabric, 'route', 'add', podSubnet, 'via', transit.node],
      ]
  }
}
