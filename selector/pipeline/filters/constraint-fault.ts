import type { Exclusion } from '../../../domain/decision.ts'
import type { Constraints } from '../../../domain/profile.ts'
import type { NetworkInputs } from '../inputs.ts'

/** A network as constraints see it. */
export type Constrained = Pick<NetworkInputs, 'network' | 'facts' | 'reservedAttachments'>

/** Why a network may not be taken by a profile's constraints, or null. Addresses that nobody can count are enough. */
export function constraintFault(constraints: Constraints, constrained: Constrained): Exclusion | null {
  const { allow, deny, capabilities = [] } = constraints
  const { network, facts } = constrained
  if (allow?.includes(network) === false)
    return { code: 'not-allowed', detail: `the profile allows ${allow.join(', ') || 'none'} only` }
  if (deny?.includes(network) === true) return { code: 'denied', detail: 'the profile denies it' }
  const missing = capabilities.filter((capability) => !facts.capabilities.includes(capability))
  if (missing.length > 0)
    return { code: 'capability-missing', detail: `the profile needs ${missing.join(', ')} of it` }
  return tooFewAddresses(constraints.minFreeAddresses ?? 0, constrained)
}

function tooFewAddresses(
  least: number,
  { facts: { addressesUsed, addressesTotal }, reservedAttachments }: Constrained,
): Exclusion | null {
  if (addressesUsed === null || addressesTotal === null) return null
  const free = Math.max(0, addressesTotal - addressesUsed - reservedAttachments)
  if (free >= least) return null
  return { code: 'addresses-too-few', detail: `free addresses: ${free}, and the profile needs ${least}` }
}
