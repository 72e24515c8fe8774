import type { Exclusion } from '../../../domain/exclusion.ts'
import type { NetworkInputs } from '../inputs.ts'

/** Fewer free addresses than this, or than 2 % of the range, and the network takes nobody. */
const minFreeAddresses = 2
const minFreeShare = 0.02

/** How many addresses of so many no pod gets, as a count may be late. */
export function keptAddresses(total: number): number {
  return Math.max(minFreeAddresses, minFreeShare * total)
}

/** A network as far as room for pods goes. */
export type Roomy = Pick<NetworkInputs, 'facts' | 'reservedAttachments' | 'reservedAddresses'>

/** Addresses that are left after what is promised; null where nobody counts them. */
export function freeAddresses({
  facts: { addressesUsed, addressesTotal },
  reservedAttachments,
  reservedAddresses = reservedAttachments,
}: Roomy): number | null {
  return addressesUsed === null || addressesTotal === null
    ? null
    : addressesTotal - addressesUsed - reservedAddresses
}

/** Why no pod gets an address or a place, or null; what nobody counts is enough. */
export function roomFault(network: Roomy): Exclusion | null {
  const { addressesTotal, attachments, maxAttachments } = network.facts
  const free = freeAddresses(network)
  if (free !== null && addressesTotal !== null && free < keptAddresses(addressesTotal))
    return noAddress(Math.max(0, free), addressesTotal)
  if (maxAttachments === undefined || attachments === null) return null
  if (attachments + network.reservedAttachments < maxAttachments) return null
  return {
    code: 'attachments-exhausted',
    detail: `places taken: all ${maxAttachments} of this node`,
    parameters: { of: maxAttachments },
  }
}

const noAddress = (has: number, of: number): Exclusion => ({
  code: 'addresses-exhausted',
  detail: `free addresses: ${has} of ${of}`,
  parameters: { has, of },
})
