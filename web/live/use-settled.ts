import { useEffect, useState } from 'preact/hooks'
import { browserTimers } from '../live/timers.ts'

/** How long nothing may be typed before somebody is asked. */
const settledMs = 350

/** A text as it was once it has not changed for a moment. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => browserTimers.after(settledMs, () => setSettled(text)), [text])
  return settled
}
