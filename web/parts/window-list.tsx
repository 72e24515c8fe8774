import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { rowAfter, windowOf, type ListWindow } from './window-of.ts'
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
  /** A row is drawn anew when this is another one. */
  readonly rowState: (index: number) => unknown
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
  const [seen, setSeen] = useState<Seen>({ scrolled: 0, height: 800, isTop: true })
  const drawn = useRef(new Map<string, DrawnRow>())
  const wanted = useRef<number | undefined>(undefined)
  const look = () => {
    const next = box.current && seenIn(box.current, rowHeight)
    if (next) setSeen((before) => (isSame(before, next) ? before : next))
  }
  const shown = windowOf(count, rowHeight, seen.scrolled, seen.height)
  useRowHeight(box, (height) => {
    setRowHeight(height)
    look()
  })
  useEffect(() => props.onTop(seen.isTop), [seen.isTop])
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
    bringIntoSight(box.current, next * rowHeight, rowHeight)
    look()
    const link = linkIn(box.current, next)
    link?.focus({ preventScroll: true })
    wanted.current = link === undefined ? next : undefined
  }
  return (
    <div class="windowed" role="group" aria-label={label} ref={box} onScroll={look} onKeyDown={onKeyDown}>
      <Room height={shown.before} />
      <ol>{rowsOf(props, shown, drawn)}</ol>
      <Room height={shown.after} />
    </div>
  )
}

/** How far it is scrolled, in whole steps: rows are not looked at for every pixel. */
interface Seen {
  readonly scrolled: number
  readonly height: number
  readonly isTop: boolean
}

/** Half of the rows that are there beyond the edges. */
const stepRows = 6

function seenIn({ scrollTop, clientHeight }: HTMLElement, rowHeight: number): Seen {
  const step = stepRows * rowHeight
  return { scrolled: Math.floor(scrollTop / step) * step, height: clientHeight, isTop: scrollTop < rowHeight }
}

const isSame = (one: Seen, other: Seen) =>
  one.scrolled === other.scrolled && one.height === other.height && one.isTop === other.isTop

/** A row as it was drawn, and what it was drawn from. */
interface DrawnRow {
  readonly from: readonly unknown[]
  readonly node: VNode
}

/** What is in sight: rows that were drawn before from the same stay as they are, and cost nothing. */
function rowsOf(
  props: WindowListProps,
  { first, end }: ListWindow,
  drawn: { current: Map<string, DrawnRow> },
) {
  const rows = Array.from({ length: end - first }, (_, place): readonly [string, DrawnRow] => {
    const index = first + place
    const key = props.rowKey(index)
    const from = [index, props.total, props.rowState(index)]
    const before = drawn.current.get(key)
    const isKnown = before !== undefined && before.from.every((each, at) => each === from[at])
    return [key, isKnown ? before : { from, node: <Row key={key} list={props} index={index} /> }]
  })
  drawn.current = new Map(rows)
  return rows.map(([, { node }]) => node)
}

function Row({ list, index }: { list: WindowListProps; index: number }) {
  return (
    <li class="windowed__row" data-row={index} aria-posinset={index + 1} aria-setsize={list.total}>
      {list.row(index)}
    </li>
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
