import { median } from 'simple-statistics'
import type { AttachmentSample } from '../../domain/network-sample.ts'

/** What a pod is taken to use where no pod has been seen yet. */
const unknownDemandBitsPerSecond = 5e6
/** A pod that is idle now is still promised this much. */
const leastDemandBitsPerSecond = 1e6

/** What one more pod will probably use: the median of what the pods of this node use now, in bits per second. */
export function expectedDemand(attachments: readonly AttachmentSample[]): number {
  if (attachments.length === 0) return unknownDemandBitsPerSecond
  const use = attachments.map((sample) => Math.max(sample.ingressBitsPerSecond, sample.egressBitsPerSecond))
  return Math.max(leastDemandBitsPerSecond, median(use))
}
