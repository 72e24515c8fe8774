import { useEffect, useRef, useState } from 'preact/hooks'
import { browserTimers } from '../../live/timers.ts'

/** A text as it is, but another one only so often: while a slider is dragged, what is asked for keeps up with it. */
export function usePaced(text: string, paceMs: number): string {
  const [taken, setTaken] = useState(text)
  const newest = useRef(text)
  const waiting = useRef<(() => void) | undefined>(undefined)
  newest.current = text
  useEffect(() => {
    if (text === taken || waiting.current !== undefined) return
    waiting.current = browserTimers.after(paceMs, () => {
      waiting.current = undefined
      setTaken(newest.current)
    })
  }, [text, taken, paceMs])
  useEffect(() => () => waiting.current?.(), [])
  return taken
}
