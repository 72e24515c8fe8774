import { loadavg } from 'node:os'
import { join } from 'node:path'
import { openBrowser } from '../../lab/open-browser.ts'
import { startJsonProcess } from '../collect/json-process.ts'

// Only `lab` knows by what the browser is driven.
type Page = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['newPage']>>
type CDPSession = Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>

/** What the page costs a browser that shows all nodes of a cluster. */
export interface WebFigures {
  readonly nodes: number
  readonly networks: number
  readonly seconds: number
  /** From the request of the address until the first row of the node's networks is there. */
  readonly firstRowMs: number
  /** Processor time of the page's main thread, of one core, over these seconds: at most 0.3. */
  readonly mainThreadShare: number
  /** Of that: scripts, and layout with styles. */
  readonly scriptShare: number
  readonly layoutShare: number
  /** Of the page's process, all of its threads together, of one core. */
  readonly processShare: number
  readonly heapBytes: number
  /** How often all nodes came. */
  readonly updates: number
  /** Programs that wanted a core at the end, on average of a minute. */
  readonly load: number
}

const nodes = 500
const networksOfNode = 4
const busiestShare = 0.3
const viewport = { width: 1280, height: 900 }
const root = join(import.meta.dirname, '../../dist/web')

/** Whether the page is calm enough to be kept open. */
export const isLight = ({ mainThreadShare }: WebFigures): boolean => mainThreadShare <= busiestShare

/** Shows 500 nodes for so many seconds. Needs Chromium and the built page. */
export async function measureWeb(seconds: number): Promise<WebFigures> {
  await using server = await startJsonProcess('../web/cluster-page-process.ts', [root, String(nodes)])
  const { url } = server.said as { url: string }
  const browser = await openBrowser()
  try {
    const firstRowMs = await timeFirstRow(await browser.newPage({ viewport }), url)
    const page = await browser.newPage({ viewport })
    await page.goto(`${url}#/nodes`)
    await page.locator('.node-cell').first().waitFor()
    return {
      nodes,
      networks: networksOfNode,
      seconds,
      firstRowMs,
      ...(await watch(page, seconds)),
      load: loadavg()[0] ?? NaN,
    }
  } finally {
    await browser.close()
  }
}

async function timeFirstRow(page: Page, url: string): Promise<number> {
  const begun = performance.now()
  await page.goto(url)
  await page.locator('.row__name').first().waitFor()
  const took = performance.now() - begun
  await page.close()
  return took
}

async function watch(page: Page, seconds: number) {
  const session = await page.context().newCDPSession(page)
  // By the processor time of the thread: on a busy machine the time that passes is of waits too.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const updates = countUpdates(page)
  const before = await usedBy(session)
  const begun = performance.now()
  await page.waitForTimeout(seconds * 1_000)
  const after = await usedBy(session)
  const passed = (performance.now() - begun) / 1_000
  const share = (name: string) => (after.of(name) - before.of(name)) / passed
  return {
    mainThreadShare: share('TaskDuration'),
    scriptShare: share('ScriptDuration'),
    layoutShare: share('LayoutDuration') + share('RecalcStyleDuration'),
    processShare: share('ProcessTime'),
    heapBytes: after.of('JSHeapUsedSize'),
    updates: updates(),
  }
}

/** What the browser itself says a page has used so far, by its name for it. */
async function usedBy(session: CDPSession) {
  const { metrics } = await session.send('Performance.getMetrics')
  return { of: (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN }
}

function countUpdates(page: Page): () => number {
  let count = 0
  page.on('response', (response) => {
    if (response.url().includes('/api/v1/overview')) count += 1
  })
  return () => count
}
