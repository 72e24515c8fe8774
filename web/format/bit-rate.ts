import { withPrefix } from './with-prefix.ts'

/** Bits per second with three significant digits and an SI prefix: `412 Mbit/s`. */
export function formatBitRate(bitsPerSecond: number): string {
  const { digits, prefix } = withPrefix(bitsPerSecond)
  return `${digits}\u00a0${prefix}bit/s`
}
