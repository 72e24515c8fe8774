import type { Exclusion } from '../../../domain/exclusion.ts'
import type { NetworkFacts } from '../../../domain/network-facts.ts'
import type { Constraints } from '../../../domain/profile.ts'

type Shape = Pick<NetworkFacts, 'families' | 'mtu' | 'device'>

/**
 * Why an interface on the network would not be what the pod needs, or null: families of addresses, MTU, a device. Families
 * and MTUs that nobody knows are taken to be right; a device has to be the pod's, as the plugin fails without.
 */
export function shapeFault(
  { families, mtu, device }: Shape,
  wanted: Constraints,
  devices: readonly string[] = [],
): Exclusion | null {
  const missing = wanted.families?.filter((family) => families?.includes(family) === false) ?? []
  if (missing.length > 0)
    return {
      code: 'family-missing',
      detail: `it gives no ${missing.join(' and no ')} address`,
      parameters: { names: missing },
    }
  if (wanted.minMtu !== undefined && mtu !== undefined && mtu < wanted.minMtu)
    return {
      code: 'mtu-too-small',
      detail: `its MTU is ${mtu}, and the profile needs ${wanted.minMtu}`,
      parameters: { has: mtu, needs: wanted.minMtu },
    }
  if (device === undefined || devices.includes(device)) return null
  return {
    code: 'device-missing',
    detail: `its plugin needs a device${device === '' ? '' : ` of ${device}`}, and the pod has none`,
    parameters: { names: device === '' ? [] : [device] },
  }
}
