import type { ReadonlySignal } from '@preact/signals'
import { formatAgo } from '../format/age.ts'
import { formatMoment } from '../format/moment.ts'

/** How long ago something was, with the exact time on hover and for machines. */
export function Moment({ at, now }: { at: number; now: ReadonlySignal<number> }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatAgo(now.value - at)}
    </time>
  )
}
