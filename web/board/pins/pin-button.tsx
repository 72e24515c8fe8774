import { boardWords } from '../../catalogue/board.ts'
import { usePage } from '../../page/page-parts.ts'
import { pinnedIn, withPin } from './pinned.ts'

/** Pins a network, to be compared with another one. */
export function PinButton({ network }: { network: string }) {
  const { route } = usePage()
  const pins = pinnedIn(route.view.value.query)
  return (
    <button
      type="button"
      class="pin"
      aria-pressed={pins.includes(network)}
      aria-label={boardWords.value.pin(network)}
      title={boardWords.value.pin(network)}
      onClick={() => route.keep({ pin: withPin(pins, network) })}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M5 1.500h6l-1 5 2.500 2.500h-9L6 6.500zM8 9v5.500" />
      </svg>
    </button>
  )
}
