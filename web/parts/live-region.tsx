import type { ReadonlySignal } from '@preact/signals'

/** Read out by screen readers when they have a moment, and not seen; once a page. */
export function LiveRegion({ sentence }: { sentence: ReadonlySignal<string> }) {
  return (
    <p class="sr-only" role="status">
      {sentence.value}
    </p>
  )
}
