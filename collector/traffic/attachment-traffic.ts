import type { AttachmentSample } from '../../domain/network-sample.ts'
import type { JournalAttachment } from '../journal/journal-attachments.ts'
import type { Rate } from './rate-between.ts'
import { sumTraffic } from './sum-traffic.ts'

/** A sample of each attachment whose host's end has a rate. */
export function attachmentTraffic(
  attachments: readonly JournalAttachment[],
  rates: ReadonlyMap<string, Rate>,
  at: number,
): AttachmentSample[] {
  return attachments.flatMap(({ containerId, ifname, network, owner, hostInterfaces }) => {
    const traffic = sumTraffic({ kind: 'veths', devices: hostInterfaces }, rates)
    const { ingressBitsPerSecond, egressBitsPerSecond } = traffic
    if (ingressBitsPerSecond === null || egressBitsPerSecond === null) return []
    const about = { containerId, ifname, network, ...(owner !== undefined && { owner }) }
    return [{ ...about, at, ingressBitsPerSecond, egressBitsPerSecond }]
  })
}
