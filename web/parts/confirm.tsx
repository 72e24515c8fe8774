import type { ComponentChildren } from 'preact'
import { pageWords } from '../catalogue/page.ts'
import { Dialog } from './dialog.tsx'

/** Asks before something is done that cannot be undone; `action` says what the button does, in its own words. */
export function Confirm(props: {
  title: string
  children: ComponentChildren
  action: string
  onConfirm: () => void
  onCancel: () => void
}) {
  return (
    <Dialog
      title={props.title}
      onClose={props.onCancel}
      actions={
        <>
          <button type="button" class="button" onClick={props.onCancel}>
            {pageWords.value.cancel}
          </button>
          <button type="button" class="button button--main" onClick={props.onConfirm}>
            {props.action}
          </button>
        </>
      }
    >
      {props.children}
    </Dialog>
  )
}
