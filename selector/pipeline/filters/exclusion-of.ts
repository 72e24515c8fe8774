import type { Exclusion } from '../../../domain/decision.ts'
import type { Constraints } from '../../../domain/profile.ts'
import type { NetworkInputs } from '../inputs.ts'
import { constraintFault } from './constraint-fault.ts'

/** Fewer free addresses than this, or than 2 % of the range, and the network takes nobody. */
const minFreeAddresses = 2
const minFreeShare = 0.02

/** How many addresses of so many no pod gets, as a count may be late. */
export function keptAddresses(total: number): number {
  return Math.max(minFreeAddresses, minFreeShare * total)
}

/** For whom a network is looked at. */
export interface Asking {
  readonly constraints: Constraints
  /** The pod's namespace. */
  readonly namespace: string
  readonly nowMs: number
}

/** Why no pod, or not this one, can get the network now, or null. */
export function exclusionOf(network: NetworkInputs, asking: Asking): Exclusion | null {
  return missing(network) ?? exhausted(network) ?? constraintFault(asking.constraints, network)
}

function missing({ facts: { missingPlugin } }: NetworkInputs): Exclusion | null {
  return missingPlugin === null
    ? null
    : { code: 'plugin-missing', detail: `its plugin ${missingPlugin} is not installed` }
}

function exhausted({ facts, reservedAttachments }: NetworkInputs): Exclusion | null {
  const { addressesUsed, addressesTotal, attachments, maxAttachments } = facts
  if (addressesUsed !== null && addressesTotal !== null) {
    const free = addressesTotal - addressesUsed - reservedAttachments
    if (free < keptAddresses(addressesTotal))
      return {
        code: 'addresses-exhausted',
        detail: `free addresses: ${Math.max(0, free)} of ${addressesTotal}`,
      }
  }
  if (
    maxAttachments !== undefined &&
    attachments !== null &&
    attachments + reservedAttachments >= maxAttachments
  )
    return { code: 'attachments-exhausted', detail: `places taken: all ${maxAttachments} of this node` }
  return null
}
