import type { Decision } from '../../domain/decision.ts'
import { unmeasured, type AttachmentSample, type NetworkSample } from '../../domain/network-sample.ts'
import { defaultProfile } from '../../domain/profile.ts'

/** A sample of a busy network, with these members changed. */
export function makeNetworkSample(changes: Partial<NetworkSample> = {}): NetworkSample {
  return {
    ...unmeasured,
    network: 'calico',
    at: 1_700_000_000_000,
    source: 'sysfs:uplink0',
    ingressBitsPerSecond: 4_000_000,
    egressBitsPerSecond: 1_000_000,
    dropRatio: 0.25,
    capacityBitsPerSecond: 10_000_000,
    capacitySource: 'operator',
    addressesUsed: 3,
    addressesTotal: 253,
    attachments: 3,
    ...changes,
  }
}

/** A sample of a network of 100 Mbit/s of which so much is in use, with 5 pods and 250 addresses. */
export function makeBusySample(
  network: string,
  busyShare: number,
  changes: Partial<NetworkSample> = {},
): NetworkSample {
  return makeNetworkSample({
    network,
    source: `sysfs:${network}0`,
    ingressBitsPerSecond: 100e6 * busyShare,
    egressBitsPerSecond: 0,
    dropRatio: 0,
    capacityBitsPerSecond: 100e6,
    addressesUsed: 5,
    addressesTotal: 250,
    attachments: 5,
    ...changes,
  })
}

/** A sample of one pod's interface, with these members changed. */
export function makeAttachmentSample(changes: Partial<AttachmentSample> = {}): AttachmentSample {
  return {
    containerId: 'c'.repeat(64),
    ifname: 'eth0',
    network: 'calico',
    at: 1_700_000_000_000,
    ingressBitsPerSecond: 4_000_000,
    egressBitsPerSecond: 1_000_000,
    ...changes,
  }
}

/** A decision between one network that won and one that was full, with these members changed. */
export function makeDecision(changes: Partial<Decision> & Pick<Decision, 'id'>): Decision {
  return {
    at: 1_700_000_000_000,
    pod: { namespace: 'default', name: 'web', uid: `uid-of-${changes.id}` },
    ifname: 'eth0',
    profile: defaultProfile,
    demandBitsPerSecond: 1_500_000.5,
    candidates: [
      {
        network: 'calico',
        score: 0.8125,
        rank: 1,
        excluded: null,
        reservedBitsPerSecond: 0,
        reservedAttachments: 1,
        kpis: [
          {
            kpi: 'utilization',
            reading: 0.4,
            ageMs: 2_000,
            source: 'sysfs:uplink0',
            confidence: 0.9,
            value: 0.83,
            good: 0.3,
            bad: 0.9,
            prior: 0.45,
            blended: 0.79,
            weight: 1,
            contribution: 0.79,
          },
        ],
      },
      {
        network: 'weave',
        score: 0,
        rank: null,
        excluded: { code: 'addresses-exhausted', detail: 'All 253 addresses are in use — “full”' },
        reservedBitsPerSecond: 0,
        reservedAttachments: 0,
        kpis: [],
      },
    ],
    chosen: 'calico',
    reason: 'calico: the only network that can take the pod; not weave: it is full',
    outcome: 'planned',
    error: null,
    algorithm: 1,
    ...changes,
  }
}
