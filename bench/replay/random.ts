/** Numbers drawn evenly from 0 to 1 (1 not included), the same for the same seed. */
export type Random = () => number

/**
 * Small fast counter generator with 96 bits of state (sfc32 of PractRand). Each purpose takes a stream of its own, so that
 * one that draws more often shifts nothing for the others.
 */
export function randomOf(seed: number, purpose: string): Random {
  let [a, b, c, counter] = [seed | 0, hashOf(purpose), 0x9e3779b9 | 0, 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  for (let warming = 0; warming < 12; warming += 1) next()
  return next
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash | 0
}

/** Normally distributed around 0 with deviation 1 (Box and Muller, 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Exponentially distributed with that mean. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random())
}
