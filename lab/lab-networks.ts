/** A network of the lab: a delegate, the link to the outside that all of its traffic crosses, and that link's rate. */
export interface LabNetwork {
  /** What the conf calls it, and so decisions and the page. */
  readonly name: string
  readonly type: 'bridge' | 'ptp' | 'macvlan'
  /** What the uplink carries in each direction. */
  readonly capacityBitsPerSecond: number
  /** The node's end of the uplink. */
  readonly uplink: string
  /** The outside's end of the uplink. */
  readonly fabricEnd: string
  readonly podSubnet: string
  /** The pods' way out, inside `podSubnet`. */
  readonly gateway: string
  /** The first and last address that this node may give away, where it shares the subnet with others. */
  readonly range?: readonly [first: string, last: string]
}

const mbit = 1_000_000

const labNetwork = (index: number, type: LabNetwork['type'], name: string, megabits: number): LabNetwork => ({
  name,
  type,
  capacityBitsPerSecond: megabits * mbit,
  uplink: `genie-up${index}`,
  fabricEnd: `genie-out${index}`,
  podSubnet: `10.80.${index}.0/24`,
  gateway: `10.80.${index}.1`,
})

/**
 * Three ways out of the node, of modest and different capacity: two noisy cores must be able to fill each of them.
 * The addresses exist inside the lab's own namespaces only.
 */
export const labNetworks: readonly LabNetwork[] = [
  labNetwork(0, 'bridge', 'bridge-40m', 40),
  labNetwork(1, 'ptp', 'routed-80m', 80),
  labNetwork(2, 'macvlan', 'macvlan-120m', 120),
]

/** Where the outside answers, whichever network a pod comes from. */
export const outsideAddress = '10.99.0.1'

/** The bridge in the node that the uplink of a bridge network is a port of. */
export const bridgeName = 'genie-br0'
