import type { Crossing } from '../../domain/network-forecast.ts'
import { formatAhead } from '../format/ahead.ts'

/** Where a figure is going, if that is near and sure enough to be told, as `says` has it; else nothing. */
export function Outlook(props: { crossing: Crossing | null | undefined; says: (time: string) => string }) {
  const { crossing, says } = props
  if (!crossing || crossing.inSeconds === 0) return null
  const ahead = formatAhead(crossing.inSeconds)
  return ahead === null ? null : <span class="outlook">{says(ahead)}</span>
}
