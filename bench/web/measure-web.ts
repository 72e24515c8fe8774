import { loadavg } from 'node:os'
import { join } from 'node:path'
import { openBrowser } from '../../lab/open-browser.ts'
import { startJsonProcess } from '../collect/json-process.ts'
import { percentilesOf } from '../summary.ts'
import { framesWhileScrolling, type Frames } from './frames-while-scrolling.ts'
import { shareOfCore, type CoreShare } from './share-of-core.ts'

// Only `lab` knows by what the browser is driven.
type Browser = Awaited<ReturnType<typeof openBrowser>>

/** What the page costs a browser, and how quick it is. */
export interface WebFigures {
  /** From the request of the address until all of its networks stand on the page of a node, over some visits. */
  readonly firstView: {
    readonly networks: number
    readonly ms: { readonly p50: number; readonly p99: number }
  }
  /** All nodes of a cluster on the page, which come anew every five seconds. */
  readonly cluster: CoreShare & {
    readonly nodes: number
    readonly networks: number
    /** How often all nodes came, the first time included. */
    readonly updates: number
  }
  /** The list of decisions, scrolled from its beginning on. */
  readonly scroll: Frames & { readonly decisions: number }
  /** Programs that wanted a core at the end, on average of a minute. */
  readonly load: number
}

const aims = { firstViewMs: 1_000, coreShare: 0.3, framesPerSecond: 50 } as const
const viewport = { width: 1280, height: 900 }
const root = join(import.meta.dirname, '../../dist/web')
const visits = 7

/** Whether the page is quick, and calm enough to be kept open. */
export const isLight = ({ firstView, cluster, scroll }: WebFigures): boolean =>
  firstView.ms.p50 <= aims.firstViewMs &&
  cluster.mainThreadShare <= aims.coreShare &&
  scroll.framesPerSecond > aims.framesPerSecond

/** Opens the page of a node with 20 networks, of 500 nodes for so many seconds, and of 5 000 decisions. Needs Chromium and the built page. */
export async function measureWeb(seconds: number): Promise<WebFigures> {
  const browser = await openBrowser()
  try {
    return {
      firstView: await timeFirstView(browser, 20),
      cluster: await watchCluster(browser, seconds),
      scroll: await scroll(browser, 5_000),
      load: loadavg()[0] ?? NaN,
    }
  } finally {
    await browser.close()
  }
}

const serve = (nodes: number, networks: number, decisions: number) =>
  startJsonProcess('../web/cluster-page-process.ts', [root, ...[nodes, networks, decisions].map(String)])

async function timeFirstView(browser: Browser, networks: number): Promise<WebFigures['firstView']> {
  await using server = await serve(1, networks, 50)
  const { url } = server.said as { url: string }
  const took: number[] = []
  for (let visit = 0; visit < visits; visit += 1) {
    const page = await browser.newPage({ viewport })
    const begun = performance.now()
    await page.goto(url)
    await page
      .locator('.row')
      .nth(networks - 1)
      .waitFor()
    took.push(performance.now() - begun)
    await page.context().close()
  }
  return { networks, ms: percentilesOf(took) }
}

async function watchCluster(browser: Browser, seconds: number): Promise<WebFigures['cluster']> {
  const size = { nodes: 500, networks: 4 }
  await using server = await serve(size.nodes, size.networks, 0)
  const { url } = server.said as { url: string }
  const page = await browser.newPage({ viewport })
  await page.goto(`${url}#/nodes`)
  await page.locator('.node-cell').first().waitFor()
  const share = await shareOfCore(page, seconds)
  await page.context().close()
  const { overviews } = (await server.finish()) as { overviews: number }
  return { ...size, ...share, updates: overviews }
}

async function scroll(browser: Browser, decisions: number): Promise<WebFigures['scroll']> {
  await using server = await serve(1, 4, decisions)
  const { url } = server.said as { url: string }
  const page = await browser.newPage({ viewport })
  await page.goto(`${url}#/decisions`)
  await page.locator('.windowed__row').first().waitFor()
  return { decisions, ...(await framesWhileScrolling(page, '.windowed')) }
}
