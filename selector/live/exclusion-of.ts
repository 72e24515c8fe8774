import type { Exclusion } from '../../domain/decision.ts'
import type { NetworkSample } from '../../domain/network-sample.ts'
import { constraintFault } from './constraint-fault.ts'
import type { Known } from './readings/known.ts'

/** Fewer free addresses than this, or than 2 % of the range, and the network takes nobody. */
const minFreeAddresses = 2
const minFreeShare = 0.02

/** How many addresses of so many no pod gets, as a count may be late. */
export function keptAddresses(total: number): number {
  return Math.max(minFreeAddresses, minFreeShare * total)
}

/** Why no pod can get the network now, or null. */
export function exclusionOf(known: Known): Exclusion | null {
  const { missingPlugin, constraints = {} } = known
  const latest = known.samples.at(-1)
  return (
    missing(missingPlugin) ??
    (latest ? exhausted(latest, known) : null) ??
    constraintFault(constraints, { ...known, latest })
  )
}

function missing(plugin: string | null): Exclusion | null {
  return plugin === null ? null : { code: 'plugin-missing', detail: `its plugin ${plugin} is not installed` }
}

function exhausted(latest: NetworkSample, { reserved, settings }: Known): Exclusion | null {
  const { addressesUsed, addressesTotal, attachments } = latest
  if (addressesUsed !== null && addressesTotal !== null) {
    const free = addressesTotal - addressesUsed - reserved.attachments
    if (free < keptAddresses(addressesTotal))
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
