import type { NetworkFacts } from '../../domain/network-facts.ts'
import type { NetworkInputs, Reading } from '../../selector/pipeline/inputs.ts'

/** A reading that was made `ageMs` ago, and is believed. */
export const reading = (value: number, ageMs = 0): Reading => ({ value, ageMs, source: 'test', trust: 1 })

/** Facts of a network of which nobody knows more than is told. */
export const networkFacts = (known: Partial<NetworkFacts> = {}): NetworkFacts => ({
  missingPlugin: null,
  addressesUsed: null,
  addressesTotal: null,
  attachments: null,
  capabilities: [],
  ...known,
})

/** A network with these readings, on a link of its own, to which nothing else has happened than is told. */
export function networkInputs(
  network: string,
  readings: NetworkInputs['readings'] = {},
  over: Partial<Omit<NetworkInputs, 'facts'>> & { readonly facts?: Partial<NetworkFacts> } = {},
): NetworkInputs {
  return {
    network,
    readings,
    reservedBitsPerSecond: 0,
    reservedAttachments: 0,
    uplinkGroup: network,
    cost: null,
    ...over,
    facts: networkFacts(over.facts),
  }
}
