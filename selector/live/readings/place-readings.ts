import type { AddressScope, NetworkSample } from '../../../domain/network-sample.ts'
import { defaultMaxAttachments } from '../../../domain/network-settings.ts'
import { ageOf, readingOfFigure, type Known, type Readings } from './known.ts'

/** What other nodes may take in the meantime makes a count of more than this node less sure. */
const scopeTrust: Readonly<Record<AddressScope, number>> = { node: 1, pool: 0.9, cluster: 0.8 }

/** Addresses, subnets and places for pods; what is promised is taken. */
export function placeReadings(known: Known, latest: NetworkSample): Readings {
  const { reserved, reservedAddresses = reserved.attachments, settings, nowMs } = known
  const { addressesUsed: used, addressesTotal: total, attachments, addressScope } = latest
  const rest = {
    ageMs: ageOf(latest.addressesAt, latest, nowMs),
    source: latest.addressSource ?? 'unknown',
    trust: scopeTrust[addressScope ?? 'node'],
  }
  const taken = used === null || total === null ? null : total === 0 ? 1 : (used + reservedAddresses) / total
  const places = settings.maxAttachments ?? defaultMaxAttachments
  return {
    ...readingOfFigure('addressOccupancy', taken, rest),
    ...readingOfFigure('subnets', latest.subnets, { ...rest, trust: 1 }),
    ...readingOfFigure('occupancy', (attachments + reserved.attachments) / places, {
      ageMs: ageOf(null, latest, nowMs),
      source: 'journal',
      trust: 1,
    }),
  }
}
