import { useEffect, useRef, useState } from 'preact/hooks'
import { browserTimers } from '../../live/timers.ts'

/** A text at once, but another one only so often: while a slider is dragged, what is asked for keeps up with it. */
export function usePaced(text: string, paceMs: number): string {
  const [taken, setTaken] = useState(text)
  const newest = useRef(text)
  const last = useRef(text)
  const cancel = useRef<(() => void) | undefined>(undefined)
  newest.current = text
  const take = () => {
    cancel.current = undefined
    if (newest.current === last.current) return
    last.current = newest.current
    setTaken(newest.current)
    cancel.current = browserTimers.after(paceMs, take)
  }
  useEffect(() => {
    if (cancel.current === undefined) take()
  }, [text])
  useEffect(() => () => cancel.current?.(), [])
  return taken
}
