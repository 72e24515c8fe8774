import type { ComponentChildren, RefObject } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { placeHint } from './place-hint.ts'

/** Long enough to move the pointer from the figure into the hint. */
const leaveMs = 150

/**
 * A figure that explains itself: its hint opens on hover, focus and tap, stays while the pointer is in it, closes with
 * Escape (WCAG 1.4.13), and is the figure's description for screen readers also while it is closed.
 */
export function Hint(props: { class?: string; explanation: ComponentChildren; children: ComponentChildren }) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const bubble = useRef<HTMLDivElement>(null)
  const { show, leave, hide } = useBubble(anchor, bubble)
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class={`hinted ${props.class ?? ''}`}
        aria-describedby={id}
        onMouseEnter={show}
        onMouseLeave={leave}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={(event) => event.key === 'Escape' && hide()}
      >
        {props.children}
      </button>
      <div
        ref={bubble}
        id={id}
        class="hint"
        role="tooltip"
        popover="manual"
        onMouseEnter={show}
        onMouseLeave={leave}
      >
        {props.explanation}
      </div>
    </>
  )
}

function useBubble(anchor: RefObject<HTMLElement | null>, bubble: RefObject<HTMLElement | null>) {
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const hide = () => {
    clearTimeout(leaving.current)
    bubble.current?.hidePopover()
  }
  const leave = () => {
    leaving.current = setTimeout(hide, leaveMs)
  }
  const show = () => {
    clearTimeout(leaving.current)
    if (!anchor.current || !bubble.current) return
    bubble.current.showPopover()
    const viewport = { width: document.documentElement.clientWidth, height: innerHeight }
    const at = placeHint(
      anchor.current.getBoundingClientRect(),
      bubble.current.getBoundingClientRect(),
      viewport,
    )
    bubble.current.style.left = `${at.left}px`
    bubble.current.style.top = `${at.top}px`
  }
  return { show, leave, hide }
}
