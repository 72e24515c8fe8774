/**
 * A number from 0 to below 1 that looks drawn and is always the same for the same texts: FNV-1a over their UTF-16 units,
 * then MurmurHash3's finalizer, as FNV alone leaves short texts of one beginning close to each other. No other network
 * enters, so who else may be chosen never changes it.
 */
export function drawOf(seed: string, network: string): number {
  const text = `${seed}\n${network}`
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
