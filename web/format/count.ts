import { perLanguage } from '../catalogue/language.ts'
import { withPrefix } from './with-prefix.ts'

const whole = perLanguage((locale) => new Intl.NumberFormat(locale))
/** Beyond this a count is of a large range of addresses, and nobody reads its digits. */
const mostWhole = 1_000_000

/** How many there are: `61,234`, and from a million on `16.8 M`. */
export function formatCount(count: number): string {
  if (count < mostWhole) return whole().format(count)
  const { digits, prefix } = withPrefix(count)
  return `${digits}\u00a0${prefix}`
}
