import { parseNetworkList, type NetworkList } from './parse-network-list.ts'

/** What the pod's `cni` annotation asks for: nothing said, a free choice, or networks by name in order. */
export type Ask =
  | { readonly kind: 'default' }
  | { readonly kind: 'pick' }
  | { readonly kind: 'named'; readonly networks: NetworkList }

/**
 * Reads the `cni` annotation: absent means the default network, blank a free choice, else networks by name.
 * @throws {CniError} of code 7, naming the entry that is wrong
 */
export function parseCniAnnotation(text: string | undefined): Ask {
  if (text === undefined) return { kind: 'default' }
  if (text.trim() === '') return { kind: 'pick' }
  return { kind: 'named', networks: parseNetworkList(text, 'the cni annotation') }
}
