import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals'

/** After this long without a movement or a key nobody is taken to be reading the rows any more. */
const idleMs = 20_000

/**
 * Whether somebody is at these rows now, by pointer or keyboard: then they must not jump. `on` goes to the element
 * around them.
 */
export function useHold(now: ReadonlySignal<number>) {
  const activeAt = useSignal<number | undefined>(undefined)
  const isHeld = useComputed(() => activeAt.value !== undefined && now.value - activeAt.value < idleMs)
  const touch = () => {
    activeAt.value = now.peek()
  }
  const release = () => {
    activeAt.value = undefined
  }
  const on = {
    onPointerEnter: touch,
    onPointerMove: touch,
    onPointerLeave: release,
    onFocusIn: touch,
    onFocusOut: release,
    onKeyDown: touch,
  }
  return { isHeld, on }
}
