import type { ComponentChildren } from 'preact'

/** In the place of what is not there yet: why, and how it comes. */
export function Empty({ children, action }: { children: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="empty">
      <p>{children}</p>
      {action !== undefined && <p class="empty__action">{action}</p>}
    </div>
  )
}
