import type { LabNetwork } from './lab-networks.ts'

/** As many nodes share the lab's subnets. */
export const mostNodes = 4

const perNode = 64

/**
 * What of a network is a node's, as one of several from 0 on: the same subnet with a quarter of its addresses where all
 * nodes are on one segment, a quarter of the subnet as one of its own where they are routed.
 */
export function shareOf(network: LabNetwork, index: number): LabNetwork {
  const fabricEnd = `${network.fabricEnd}n${index}`
  const prefix = network.podSubnet.replace(/\.0\/24$/, '')
  const first = perNode * index
  if (network.type === 'ptp')
    return {
      ...network,
      fabricEnd,
      podSubnet: `${prefix}.${first}/26`,
      gateway: `${prefix}.${first + 1}`,
      range: [`${prefix}.${first + 10}`, `${prefix}.${first + 62}`],
    }
  return { ...network, fabricEnd, range: [`${prefix}.${first + 10}`, `${prefix}.${first + 62}`] }
}
