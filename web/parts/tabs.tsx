import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'

/** One of several panels of which one is seen. */
export interface Tab<Key extends string> {
  readonly key: Key
  readonly title: string
  readonly content: () => ComponentChildren
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

/** Tabs as the ARIA practices have them: arrow keys move and choose, Tab goes into the panel. */
export function Tabs<Key extends string>(props: {
  label: string
  tabs: readonly Tab<Key>[]
  chosen: Key
  onChoose: (key: Key) => void
}) {
  const { label, tabs, chosen, onChoose } = props
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const place = Math.max(
    0,
    tabs.findIndex(({ key }) => key === chosen),
  )
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : step && place + step
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length]
    if (next === undefined) return
    event.preventDefault()
    onChoose(next.key)
    list.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus()
  }
  return (
    <div class="tabs">
      <div ref={list} class="tabs__list" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ key, title }, index) => (
          <button
            key={key}
            type="button"
            class="tabs__tab"
            role="tab"
            id={`${id}-${key}`}
            data-key={key}
            aria-controls={`${id}-panel`}
            aria-selected={index === place}
            tabIndex={index === place ? 0 : -1}
            onClick={() => onChoose(key)}
          >
            {title}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tabs[place]?.key ?? ''}`}>
        {tabs[place]?.content()}
      </div>
    </div>
  )
}
