/** After so many failures in a row the pause grows no further. */
const maxDoublings = 4

/**
 * When an agent is asked again: at its own place in the period, which is made of its node's name, so that all agents
 * are asked evenly over the period and stay so. After failures only in every second, fourth ... sixteenth period.
 */
export function nextScrapeMs(node: string, failures: number, periodMs: number, nowMs: number): number {
  const place = (hash(node) / 2 ** 32) * periodMs
  const next = Math.floor((nowMs - place) / periodMs + 1) * periodMs + place
  const pause = failures === 0 ? 0 : (2 ** Math.min(failures, maxDoublings) - 1) * periodMs
  return next + pause
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  // The last characters of node names differ most: their bits are spread over the whole number.
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
