import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

const motion = { duration: 400, easing: 'cubic-bezier(.2, .7, .2, 1)' }

/** Lets the children of a list glide to their new places when `order` changes; they jump if less motion is wished. */
export function useReorderMotion(list: RefObject<HTMLElement | null>, order: string): void {
  const tops = useRef(new WeakMap<Element, number>())
  useLayoutEffect(() => {
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
    for (const row of list.current?.children ?? []) {
      if (!(row instanceof HTMLElement)) continue
      const before = tops.current.get(row)
      const by = (before ?? row.offsetTop) - row.offsetTop
      tops.current.set(row, row.offsetTop)
      if (by !== 0 && !isCalm)
        row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], motion)
    }
  }, [order])
}
