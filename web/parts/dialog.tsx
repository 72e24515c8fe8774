import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { pageWords } from '../catalogue/page.ts'

/** A window over the page that takes the focus and gives it back. It is shown for as long as it is rendered. */
export function Dialog(props: {
  title: string
  /** On Escape, on the button, and on a click beside it. */
  onClose: () => void
  children: ComponentChildren
  /** At its foot, the one that does it last; without them there is a button that closes. */
  actions?: ComponentChildren
  class?: string
}) {
  const { title, onClose, children, actions } = props
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      class={`dialog ${props.class ?? ''}`}
      aria-labelledby={titleId}
      closedby="any"
      onClose={onClose}
    >
      <h2 id={titleId} class="dialog__title">
        {title}
      </h2>
      <div class="dialog__content">{children}</div>
      <div class="dialog__actions">
        {actions ?? (
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {pageWords.value.close}
          </button>
        )}
      </div>
    </dialog>
  )
}
