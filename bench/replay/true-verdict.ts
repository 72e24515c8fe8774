import type { Candidate } from '../../domain/decision.ts'
import { kpis, nodeKpis, type Kpi } from '../../domain/kpi.ts'
import { defaultProfile } from '../../domain/profile.ts'
import { defaultMaxAttachments } from '../../domain/network-settings.ts'
import { decide } from '../../selector/pipeline/decide.ts'
import type { NetworkInputs, Reading } from '../../selector/pipeline/inputs.ts'
import type { Link } from './link.ts'

/** Addresses of each network: enough, so that links decide. */
export const addressesOfEach = 1_000

/** What the node of the simulation has sources for. */
export const measuredKpis: readonly Kpi[] = kpis.filter(
  (kpi) => nodeKpis.has(kpi) || kpi === 'latency' || kpi === 'loss' || kpi === 'responseTime',
)

/** An HTTP request and its answer take so many times what a packet takes. */
export const responsePerLatency = 3

/**
 * The networks as they would be with a pod of that load on them, judged by the product's own pipeline from the truth:
 * no lag, no noise, nothing promised. Best first: the first is what the oracle takes, and others are measured by.
 */
export function trueVerdict(links: readonly Link[], podBits: number): readonly Candidate[] {
  return decide({
    namespace: 'genie-bench',
    profile: defaultProfile,
    measures: measuredKpis,
    networks: links.map((link) => trueInputs(link, podBits)),
    picks: 1,
    nowMs: 0,
  }).candidates
}

function trueInputs(link: Link, podBits: number): NetworkInputs {
  const use = link.use(podBits)
  const attachments = link.pods + 1
  return {
    network: link.name,
    facts: {
      missingPlugin: null,
      addressesUsed: attachments,
      addressesTotal: addressesOfEach,
      attachments,
      capabilities: [],
    },
    readings: {
      utilization: known(use),
      headroom: known(Math.max(0, link.capacity * (1 - use))),
      dropRatio: known(link.lossAt(use)),
      latency: known(link.latencyAt(use)),
      loss: known(link.lossAt(use)),
      responseTime: known(responsePerLatency * link.latencyAt(use)),
      addressOccupancy: known(attachments / addressesOfEach),
      occupancy: known(attachments / defaultMaxAttachments),
      subnets: known(1),
    },
    reservedBitsPerSecond: 0,
    reservedAttachments: 0,
    uplinkGroup: link.name,
    cost: null,
  }
}

function known(value: number): Reading {
  return { value, ageMs: 0, source: 'truth', trust: 1 }
}
