import type { Exclusion } from '../../domain/decision.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import type { NetworkSettings } from '../../domain/network-settings.ts'
import type { Constraints } from '../../domain/profile.ts'
import type { Reserved } from './reservations.ts'

/** A network as constraints see it. */
export interface Constrained {
  readonly name: string
  readonly settings: Pick<NetworkSettings, 'capabilities'>
  readonly latest: Pick<NetworkSample, 'addressesUsed' | 'addressesTotal'> | undefined
  readonly reserved: Pick<Reserved, 'attachments'>
}

/** Why a network may not be taken by a profile's constraints, or null. Addresses that nobody can count are enough. */
export function constraintFault(constraints: Constraints, network: Constrained): Exclusion | null {
  const { allow, deny, capabilities = [] } = constraints
  const { name, settings } = network
  if (allow?.includes(name) === false)
    return { code: 'not-allowed', detail: `the profile allows ${allow.join(', ') || 'none'} only` }
  if (deny?.includes(name) === true) return { code: 'denied', detail: 'the profile denies it' }
  const missing = capabilities.filter((capability) => settings.capabilities?.includes(capability) !== true)
  if (missing.length > 0)
    return { code: 'capability-missing', detail: `the profile needs ${missing.join(', ')} of it` }
  return tooFewAddresses(constraints.minFreeAddresses ?? 0, network)
}

function tooFewAddresses(least: number, { latest, reserved }: Constrained): Exclusion | null {
  const { addressesUsed = null, addressesTotal = null } = latest ?? {}
  if (addressesUsed === null || addressesTotal === null) return null
  const free = Math.max(0, addressesTotal - addressesUsed - reserved.attachments)
  if (free >= least) return null
  return { code: 'addresses-too-few', detail: `free addresses: ${free}, and the profile needs ${least}` }
}
