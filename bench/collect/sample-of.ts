import { unmeasured, type AttachmentSample, type NetworkSample } from '../../domain/network-sample.ts'

/** A sample in which everything was measured, no two alike. */
export function sampleOf(network: string, at: number, seed: number): NetworkSample {
  const drawn = (index: number) => ((seed * 7_919 + index * 104_729) % 1_000) / 1_000
  return {
    ...unmeasured,
    network,
    at,
    source: 'kubelet:eth0',
    trafficAt: at - 1_000,
    ingressBitsPerSecond: drawn(1) * 1e9,
    egressBitsPerSecond: drawn(2) * 1e9,
    dropRatio: drawn(3) / 100,
    capacityBitsPerSecond: 1e10,
    capacitySource: 'link',
    headroomBitsPerSecond: drawn(4) * 1e10,
    addressesUsed: Math.floor(drawn(5) * 250),
    addressesTotal: 253,
    addressSource: 'host-local',
    addressScope: 'node',
    addressesAt: at,
    subnets: 1,
    latencyP50Ms: drawn(6),
    latencyP95Ms: drawn(7) * 3,
    jitterMs: drawn(8) / 10,
    lossRatio: drawn(9) / 100,
    responseTimeMs: drawn(10) * 9,
    probeSource: 'probe:10 peers',
    probedAt: at,
    applicationRatio: 0.5 + drawn(11),
    applicationSource: 'istio',
    applicationAt: at,
    pricePerGigabyte: 0.09,
    priceCurrency: 'USD',
    attachments: Math.floor(drawn(12) * 110),
  }
}

/** A round of a full node: 110 pods on its networks. */
export function attachmentsOf(networks: readonly string[], at: number): readonly AttachmentSample[] {
  return Array.from({ length: 110 }, (_, index) => ({
    containerId: `${String(index).padStart(4, '0')}${'5e'.repeat(30)}`,
    ifname: 'eth0',
    network: networks[index % networks.length] ?? '',
    at,
    ingressBitsPerSecond: (index * 7_919 * at) % 1e9,
    egressBitsPerSecond: (index * 104_729 * at) % 1e9,
  }))
}
