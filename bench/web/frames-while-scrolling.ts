import type { openBrowser } from '../../lab/open-browser.ts'

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['newPage']>>

/** How a list moves while it is scrolled by 60 pixels a frame. */
export interface Frames {
  readonly framesPerSecond: number
  readonly longestMs: number
  /** The same page while nothing moves: what this browser can do at all. */
  readonly stillFramesPerSecond: number
}

const traceMs = 5_000

/** Traces its frames, by the browser's own clock. */
export async function framesWhileScrolling(page: Page, list: string): Promise<Frames> {
  const still = await trace(page, list, 0)
  const moving = await trace(page, list, 60)
  return { ...moving, stillFramesPerSecond: still.framesPerSecond }
}

function trace(page: Page, list: string, pixels: number) {
  return page.evaluate<{ framesPerSecond: number; longestMs: number }>(`new Promise((done) => {
    const list = document.querySelector(${JSON.stringify(list)})
    const times = []
    const frame = (now) => {
      times.push(now)
      if (${pixels} > 0) list.scrollTop += ${pixels}
      if (now - times[0] < ${traceMs}) return requestAnimationFrame(frame)
      const gaps = times.slice(1).map((time, index) => time - times[index])
      done({
        framesPerSecond: (1000 * gaps.length) / (times.at(-1) - times[0]),
        longestMs: Math.max(...gaps),
      })
    }
    requestAnimationFrame(frame)
  })`)
}
