import type { Exclusion } from '../../domain/decision.ts'
import type { Kpi } from '../../domain/kpi.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import { defaultMaxAttachments, type NetworkSettings } from '../../domain/network-settings.ts'
import type { Figures, Reading } from '../scoring/score-candidate.ts'
import type { Constraints } from '../../domain/profile.ts'
import { constraintFault } from './constraint-fault.ts'
import { ewma, type Point } from './ewma.ts'
import type { Reserved } from './reservations.ts'

/** Time constant of the smoothed load: long enough to ride out a burst, short enough to see a full link in seconds. */
const loadTauMs = 15_000
const estimateWindowMs = 60_000
/** Fewer free addresses than this, or than 2 % of the range, and the network takes nobody. */
const minFreeAddresses = 2
const minFreeShare = 0.02

/** All that is known of a network now. */
export interface Known {
  readonly name: string
  /** Recent ones, oldest first. */
  readonly samples: readonly NetworkSample[]
  readonly reserved: Reserved
  readonly settings: NetworkSettings
  /** The type of a plugin of it that is not installed, or null. */
  readonly missingPlugin: string | null
  readonly constraints?: Constraints | undefined
  readonly nowMs: number
}

/** What is known of a network as the scoring wants it: a reading for each KPI that was measured. */
export function figuresOf(known: Known): Figures {
  const { name, samples, reserved, settings, nowMs } = known
  const latest = samples.at(-1)
  const recent = samples.filter(({ at }) => at >= nowMs - estimateWindowMs)
  const readings = Object.entries({
    utilization: utilization(recent, reserved),
    addressOccupancy: addressOccupancy(latest, reserved),
    occupancy: occupancy(latest, reserved, settings),
    dropRatio: dropRatio(recent),
    headroom: latest?.headroomBitsPerSecond ?? null,
    latency: latest?.latencyP95Ms ?? null,
    jitter: latest?.jitterMs ?? null,
    loss: latest?.lossRatio ?? null,
    responseTime: latest?.responseTimeMs ?? null,
    applicationResponse: latest?.applicationRatio ?? null,
    subnets: latest?.subnets ?? null,
    price: latest?.pricePerGigabyte ?? null,
  } satisfies Record<Kpi, number | null>).flatMap(([kpi, value]): [string, Reading][] =>
    value === null || latest === undefined
      ? []
      : [
          [
            kpi,
            {
              value,
              ageMs: Math.max(0, nowMs - latest.at),
              source: sourceOf(kpi, latest),
              trust: trustOf(kpi, latest),
            },
          ],
        ],
  )
  return {
    network: name,
    readings: Object.fromEntries(readings),
    excluded: exclusionOf(known, latest),
    ...(settings.anchors !== undefined && { anchors: settings.anchors }),
    reservedBitsPerSecond: reserved.bitsPerSecond,
    reservedAttachments: reserved.attachments,
  }
}

function exclusionOf(known: Known, latest: NetworkSample | undefined): Exclusion | null {
  const { missingPlugin, constraints = {}, reserved, settings } = known
  return (
    missing(missingPlugin) ??
    (latest ? exhausted(latest, reserved, settings) : null) ??
    constraintFault(constraints, { ...known, latest })
  )
}

function utilization(recent: readonly NetworkSample[], reserved: Reserved): number | null {
  const capacity = recent.at(-1)?.capacityBitsPerSecond ?? null
  const ingress = ewma(pointsOf(recent, 'ingressBitsPerSecond'), loadTauMs)
  const egress = ewma(pointsOf(recent, 'egressBitsPerSecond'), loadTauMs)
  if (capacity === null || ingress === undefined || egress === undefined) return null
  return (Math.max(ingress, egress) + reserved.bitsPerSecond) / capacity
}

function dropRatio(recent: readonly NetworkSample[]): number | null {
  return ewma(pointsOf(recent, 'dropRatio'), loadTauMs) ?? null
}

function addressOccupancy(latest: NetworkSample | undefined, reserved: Reserved): number | null {
  if (!latest || latest.addressesUsed === null || latest.addressesTotal === null) return null
  return latest.addressesTotal === 0
    ? 1
    : (latest.addressesUsed + reserved.attachments) / latest.addressesTotal
}

function occupancy(
  latest: NetworkSample | undefined,
  reserved: Reserved,
  settings: NetworkSettings,
): number | null {
  return latest === undefined ? null : (latest.attachments + reserved.attachments) / maxAttachments(settings)
}

function missing(plugin: string | null): Exclusion | null {
  return plugin === null ? null : { code: 'plugin-missing', detail: `its plugin ${plugin} is not installed` }
}

function exhausted(latest: NetworkSample, reserved: Reserved, settings: NetworkSettings): Exclusion | null {
  const { addressesUsed, addressesTotal, attachments } = latest
  if (addressesUsed !== null && addressesTotal !== null) {
    const free = addressesTotal - addressesUsed - reserved.attachments
    if (free < Math.max(minFreeAddresses, minFreeShare * addressesTotal))
      return {
        code: 'addresses-exhausted',
        detail: `free addresses: ${Math.max(0, free)} of ${addressesTotal}`,
      }
  }
  const most = settings.maxAttachments
  if (most !== undefined && attachments + reserved.attachments >= most)
    return { code: 'attachments-exhausted', detail: `places taken: all ${most} of this node` }
  return null
}

function maxAttachments(settings: NetworkSettings): number {
  return settings.maxAttachments ?? defaultMaxAttachments
}

function pointsOf(
  samples: readonly NetworkSample[],
  member: 'ingressBitsPerSecond' | 'egressBitsPerSecond' | 'dropRatio',
): Point[] {
  return samples.flatMap(({ at, [member]: value }) => (value === null ? [] : [{ at, value }]))
}

function sourceOf(kpi: string, latest: NetworkSample): string {
  if (kpi === 'addressOccupancy') return 'host-local'
  return kpi === 'occupancy' ? 'journal' : (latest.source ?? 'unknown')
}

/** A capacity that was only learned from traffic is a lower bound, so what is left of it may be more. */
function trustOf(kpi: string, latest: NetworkSample): number {
  return kpi === 'utilization' && latest.capacitySource === 'learned' ? 0.5 : 1
}
