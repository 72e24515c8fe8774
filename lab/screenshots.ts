import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { createAnnouncer } from './announcer.ts'
import { missingForLab } from './missing-for-lab.ts'
import { openBrowser } from './open-browser.ts'
import { readOptions } from './options.ts'
import { runToEnd } from './run-to-end.ts'
import { tellStory } from './story.ts'
import { waitForBoard } from './wait-for-board.ts'
import { withSeveralNodes } from './with-several-nodes.ts'

const root = join(import.meta.dirname, '..')
const usage = `Usage: npm run screenshots
Plays the lab's story on one of three nodes and takes pictures of its page: docs/page.png, and more below
.cache/screenshots.
`
/** As many as give probes two peers each. */
const nodes = 3

/** What is taken: where it goes, how large the window is, in which scheme, and what is opened first. */
const pictures = [
  { file: 'docs/page.png', width: 1440, height: 1000, scheme: 'light', open: overview },
  { file: '.cache/screenshots/dark.png', width: 1440, height: 1000, scheme: 'dark', open: overview },
  {
    file: '.cache/screenshots/decision.png',
    width: 1440,
    height: 1000,
    scheme: 'light',
    open: newestDecision,
  },
  { file: '.cache/screenshots/narrow.png', width: 1100, height: 900, scheme: 'light', open: overview },
  { file: '.cache/screenshots/phone.png', width: 390, height: 844, scheme: 'light', open: overview },
  { file: '.cache/screenshots/wide.png', width: 3840, height: 2160, scheme: 'light', open: overview },
] as const

async function overview(page: Page): Promise<void> {
  await page.getByText('Congested').first().waitFor()
}

async function newestDecision(page: Page): Promise<void> {
  await page.locator('a[href^="#/decisions/"]').first().click()
  await page.getByRole('region', { name: 'Candidates side by side' }).waitFor()
}

async function takePictures(url: string): Promise<void> {
  await mkdir(join(root, '.cache/screenshots'), { recursive: true })
  const browser = await openBrowser()
  try {
    for (const { file, width, height, scheme, open } of pictures) {
      const page = await browser.newPage({
        viewport: { width, height },
        colorScheme: scheme,
        reducedMotion: 'reduce',
      })
      await page.goto(url)
      await open(page)
      await page.screenshot({ path: join(root, file) })
      await page.close()
    }
  } finally {
    await browser.close()
  }
}

await runToEnd(async (signal) => {
  const { help, node, surroundings } = readOptions(process, root)
  if (help) return void process.stdout.write(usage)
  const announcer = createAnnouncer(process.stdout, node.networks)
  const missing = await missingForLab(surroundings)
  if (missing !== null) throw new Error(missing)
  await withSeveralNodes(node, nodes, announcer, signal, async ([box]) => {
    if (box === undefined) return
    await waitForBoard(box.api, {
      what: 'probes have told of every network',
      until: ({ networks }) =>
        networks.every(({ sample }) => sample !== null && sample.latencyP95Ms !== null),
      signal,
    })
    await tellStory(box, { podsBefore: 6, podsAfter: 10, trafficSeconds: 80 }, announcer, signal)
    await takePictures(box.pageUrl)
    for (const { file } of pictures) announcer.step(`Took ${file}`)
  })
})
