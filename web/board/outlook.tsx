import type { Crossing } from '../../domain/network-forecast.ts'
import { formatAhead } from '../format/ahead.ts'

/** Where a figure is going, if that is near and sure enough to be told; else nothing. */
export function Outlook({ crossing, end }: { crossing: Crossing | null | undefined; end: string }) {
  if (!crossing || crossing.inSeconds === 0) return null
  const ahead = formatAhead(crossing.inSeconds)
  if (ahead === null) return null
  return (
    <span class="outlook">
      {end} in about {ahead}
    </span>
  )
}
