import type { openBrowser } from '../../lab/open-browser.ts'

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['newPage']>>
type CDPSession = Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>

/** What a page has used of one core over some seconds. */
export interface CoreShare {
  readonly seconds: number
  /** Of the main thread. */
  readonly mainThreadShare: number
  /** Of that: scripts, and layout with styles. */
  readonly scriptShare: number
  readonly layoutShare: number
  /** Of the page's process, all of its threads together. */
  readonly processShare: number
  readonly heapBytes: number
}

/** Watches a page for so many seconds, by what the browser says of it. */
export async function shareOfCore(page: Page, seconds: number): Promise<CoreShare> {
  const session = await page.context().newCDPSession(page)
  // By the processor time of the thread: on a busy machine the time that passes is of waits too.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await usedBy(session)
  const begun = performance.now()
  await page.waitForTimeout(seconds * 1_000)
  const after = await usedBy(session)
  const passed = (performance.now() - begun) / 1_000
  const share = (name: string) => (after.of(name) - before.of(name)) / passed
  return {
    seconds,
    mainThreadShare: share('TaskDuration'),
    scriptShare: share('ScriptDuration'),
    layoutShare: share('LayoutDuration') + share('RecalcStyleDuration'),
    processShare: share('ProcessTime'),
    heapBytes: after.of('JSHeapUsedSize'),
  }
}

/** What the browser itself says a page has used so far, by its name for it. */
async function usedBy(session: CDPSession) {
  const { metrics } = await session.send('Performance.getMetrics')
  return { of: (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN }
}
