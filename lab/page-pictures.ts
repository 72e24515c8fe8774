import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './open-browser.ts'

/** A picture of the page: where it goes, how large the window is, how it looks, and what is opened in it. */
export interface Picture {
  readonly file: string
  readonly width: number
  readonly height: number
  readonly scheme: 'light' | 'dark'
  readonly language: 'en' | 'zh'
  /** Behind the page's address. */
  readonly place: string
  /** What is there once all that the view shows has come. */
  readonly shows: string
}

const views = [
  { name: 'networks', place: '#/', shows: '.row:has-text("Congested")' },
  { name: 'nodes', place: '#/nodes', shows: '.node-cell' },
  { name: 'decisions', place: '#/decisions', shows: '.windowed__row' },
  { name: 'weights', place: '#/weights?profile=lab%2Fcalls', shows: '.ranked__name' },
  { name: 'questionnaire', place: '#/questionnaire', shows: '.wins__network' },
  { name: 'prices', place: '#/prices', shows: '.price-lines' },
] as const

const window = { width: 1440, height: 1000, language: 'en' } as const

/** What the documentation shows: every view and an opened decision, light and dark, and one in Chinese and on a phone. */
export function picturesOfPage(decision: string): readonly Picture[] {
  const opened = { name: 'decision', place: `#/decisions/${decision}`, shows: '.why .candidates' }
  const all = [...views, opened].flatMap(({ name, place, shows }) =>
    (['light', 'dark'] as const).map((scheme) => ({
      ...{ ...window, place, shows, scheme },
      file: `docs/images/${name}-${scheme}.png`,
    })),
  )
  const [networks, , , , questionnaire] = views
  return [
    ...all,
    {
      ...window,
      ...questionnaire,
      scheme: 'light',
      language: 'zh',
      file: 'docs/images/questionnaire-zh.png',
    },
    { ...window, ...networks, scheme: 'light', width: 390, height: 844, file: 'docs/images/phone.png' },
    {
      ...window,
      ...networks,
      scheme: 'dark',
      width: 3840,
      height: 2160,
      file: '.cache/screenshots/wall.png',
    },
  ]
}

/** Takes them of the page at this address, below this directory. */
export async function takePictures(url: string, root: string, pictures: readonly Picture[]): Promise<void> {
  const browser = await openBrowser()
  try {
    for (const picture of pictures) await take(browser, url, root, picture)
  } finally {
    await browser.close()
  }
}

async function take(browser: Browser, url: string, root: string, picture: Picture): Promise<void> {
  const { file, width, height, scheme, language, place, shows } = picture
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  })
  await page.goto(new URL(`?lang=${language}${place}`, url).href)
  await page.locator(shows).first().waitFor()
  await settle(page)
  await mkdir(dirname(join(root, file)), { recursive: true })
  await page.screenshot({ path: join(root, file) })
  await page.close()
}

/** Until nothing is on its way any more. */
async function settle(page: Page): Promise<void> {
  await page.locator('.waiting, .awaited--loading').first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}
