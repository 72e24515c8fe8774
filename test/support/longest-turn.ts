/** How a piece of work shared the thread with others. */
export interface Turns {
  /** How often others had their turn. */
  readonly count: number
  /** What one of them had to wait for at most, in ms of processor time: what else the machine does is not in it. */
  readonly longestMs: number
  /** What all of it took, in the same. */
  readonly wholeMs: number
}

/** Lets work run, with somebody beside it who wants a turn as often as it can be had. */
export async function turnsDuring(work: () => Promise<void>): Promise<Turns> {
  let count = 0
  let longestMs = 0
  const begun = threadMs()
  let last = begun
  let isWatching = true
  const look = () => {
    const now = threadMs()
    longestMs = Math.max(longestMs, now - last)
    last = now
    count += 1
    if (isWatching) setImmediate(look)
  }
  setImmediate(look)
  try {
    await work()
  } finally {
    look()
    isWatching = false
  }
  return { count, longestMs, wholeMs: last - begun }
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
