import type { Exclusion } from '../../../domain/exclusion.ts'
import type { Constraints } from '../../../domain/profile.ts'
import type { NetworkInputs } from '../inputs.ts'
import { freeAddresses } from './room-fault.ts'

/** A network as constraints see it. */
export type Constrained = Pick<
  NetworkInputs,
  'network' | 'facts' | 'reservedAttachments' | 'reservedAddresses'
>

/** Why a network may not be taken by what a profile lists, or null. Addresses that nobody can count are enough. */
export function constraintFault(constraints: Constraints, constrained: Constrained): Exclusion | null {
  const { allow, deny, capabilities = [], minFreeAddresses = 0 } = constraints
  const { network, facts } = constrained
  if (allow?.includes(network) === false)
    return {
      code: 'not-allowed',
      detail: `the profile allows ${allow.join(', ') || 'none'} only`,
      parameters: { names: allow },
    }
  if (deny?.includes(network) === true) return { code: 'denied', detail: 'the profile denies it' }
  const missing = capabilities.filter((capability) => !facts.capabilities.includes(capability))
  if (missing.length > 0)
    return {
      code: 'capability-missing',
      detail: `the profile needs ${missing.join(', ')} of it`,
      parameters: { names: missing },
    }
  const free = Math.max(0, freeAddresses(constrained) ?? Infinity)
  if (free >= minFreeAddresses) return null
  return {
    code: 'addresses-too-few',
    detail: `free addresses: ${free}, and the profile needs ${minFreeAddresses}`,
    parameters: { has: free, needs: minFreeAddresses },
  }
}
