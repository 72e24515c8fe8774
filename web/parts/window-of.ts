/** Which rows of a long list stand in the page, and how much room those before and after them take. */
export interface ListWindow {
  readonly first: number
  /** Behind the last one. */
  readonly end: number
  readonly before: number
  readonly after: number
}

/** Rows beyond both edges, so that scrolling shows no gap. */
const overscan = 12

/** The window onto `count` rows of one height, scrolled down by so much; lengths are in pixels. */
export function windowOf(count: number, rowHeight: number, scrolled: number, height: number): ListWindow {
  const seen = Math.max(0, Math.floor(scrolled / rowHeight))
  const first = Math.max(0, Math.min(seen, count - 1) - overscan)
  const end = Math.min(count, seen + Math.ceil(height / rowHeight) + overscan)
  return {
    first,
    end: Math.max(end, first),
    before: first * rowHeight,
    after: Math.max(0, count - Math.max(end, first)) * rowHeight,
  }
}

const steps: Readonly<Record<string, (at: number, page: number, last: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at, page) => at + page,
  PageUp: (at, page) => at - page,
  Home: () => 0,
  End: (_at, _page, last) => last,
}

/** The row that a key leads to; undefined for keys that lead nowhere. */
export function rowAfter(key: string, at: number, page: number, count: number): number | undefined {
  const step = steps[key]
  return step && Math.min(count - 1, Math.max(0, step(at, page, count - 1)))
}
