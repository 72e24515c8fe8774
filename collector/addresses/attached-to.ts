import type { MeasuredNetwork } from '../measured-network.ts'

/** How many pods of this node are attached to these networks: each has an address of each family that they have. */
export function attachedTo(networks: readonly Pick<MeasuredNetwork, 'attachments'>[]): bigint {
  return BigInt(networks.reduce((sum, { attachments }) => sum + attachments.length, 0))
}
