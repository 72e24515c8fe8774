import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { rowAfter, windowOf } from './window-of.ts'
import './window-list.css'

/** Until the first row is there to be measured. */
const guessedHeight = 48

interface WindowListProps {
  readonly label: string
  /** How many rows there are. */
  readonly count: number
  /** Of the rows that are known; -1 where more may follow. */
  readonly total: number
  readonly rowKey: (index: number) => string
  readonly row: (index: number) => ComponentChildren
  /** More rows are wanted at the end. */
  readonly onNearEnd: () => void
  /** Whether the first row is where it is at rest. */
  readonly onTop: (isTop: boolean) => void
}

/**
 * A list of thousands of rows of one height, of which only those in sight are in the page. Arrows, Page Up, Page Down, Home
 * and End lead from row to row, each of which has a link.
 */
export function WindowList(props: WindowListProps) {
  const { count, label } = props
  const box = useRef<HTMLDivElement>(null)
  const [rowHeight, setRowHeight] = useState(guessedHeight)
  const [seen, setSeen] = useState({ scrolled: 0, height: 800 })
  const wanted = useRef<number | undefined>(undefined)
  const look = () => {
    if (box.current) setSeen({ scrolled: box.current.scrollTop, height: box.current.clientHeight })
  }
  const shown = windowOf(count, rowHeight, seen.scrolled, seen.height)
  useRowHeight(box, (height) => {
    setRowHeight(height)
    look()
  })
  useEffect(() => props.onTop(seen.scrolled < rowHeight), [seen.scrolled < rowHeight])
  useEffect(() => {
    if (shown.end >= count) props.onNearEnd()
  }, [shown.end, count])
  useLayoutEffect(() => {
    if (wanted.current === undefined) return
    linkIn(box.current, wanted.current)?.focus({ preventScroll: true })
    wanted.current = undefined
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const at = rowOf(event.target)
    if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const next = rowAfter(event.key, at, Math.floor(seen.height / rowHeight) - 1, count)
    if (next === undefined || !box.current) return
    event.preventDefault()
    wanted.current = next
    bringIntoSight(box.current, next * rowHeight, rowHeight)
    look()
  }
  return (
    <div class="windowed" role="group" aria-label={label} ref={box} onScroll={look} onKeyDown={onKeyDown}>
      <Room height={shown.before} />
      <ol>
        {Array.from({ length: shown.end - shown.first }, (_, place) => {
          const index = shown.first + place
          return (
            <li
              key={props.rowKey(index)}
              class="windowed__row"
              data-row={index}
              aria-posinset={index + 1}
              aria-setsize={props.total}
            >
              {props.row(index)}
            </li>
          )
        })}
      </ol>
      <Room height={shown.after} />
    </div>
  )
}

/** Set by the object model, which a policy without inline styles allows. */
const Room = ({ height }: { height: number }) => (
  <div aria-hidden="true" style={{ blockSize: `${height}px` }} />
)

/** Rows have one height for each width of the list. */
function useRowHeight(
  box: { readonly current: HTMLDivElement | null },
  onHeight: (height: number) => void,
): void {
  useLayoutEffect(() => {
    if (!box.current) return undefined
    const watched = new ResizeObserver(() => {
      const height = box.current?.querySelector<HTMLElement>('.windowed__row')?.offsetHeight ?? 0
      if (height > 0) onHeight(height)
    })
    watched.observe(box.current)
    return () => watched.disconnect()
  }, [])
}

const linkIn = (box: HTMLElement | null, row: number) =>
  box?.querySelector<HTMLElement>(`[data-row="${row}"] a`) ?? undefined

function rowOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('.windowed__row') : null
  return row === null ? undefined : Number(row.dataset['row'])
}

function bringIntoSight(box: HTMLElement, top: number, height: number): void {
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight
}
