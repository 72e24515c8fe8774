import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { AgentPage } from '../support/web/agent-page.ts'
import { builtPage } from '../support/web/built-page.ts'
import { cutOff } from '../support/web/cut-off.ts'
import { walkByKeyboard } from '../support/web/keyboard-walk.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'
import { weighVisit } from '../support/web/weigh-visit.ts'

/** Where each view is; the first test holds this list against the bar. */
const views = ['#/', '#/nodes', '#/decisions', '#/weights', '#/questionnaire', '#/prices'] as const
const violations = `addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))`

// Each test goes to all views.
describe.skipIf(!hasBrowser)(`every view in ${browserNote}`, { timeout: 120_000 }, () => {
  let built: string
  let visits: Visits
  let server: AgentPage
  let places: readonly string[]
  beforeAll(async () => {
    built = await builtPage()
    visits = await Visits.open()
    server = await AgentPage.open(built)
    await server.add('PUT', '/profiles/default/genie-web', {
      weights: { latency: 8 },
      namespaceDefault: true,
    })
    for (let pod = 0; pod < 12; pod += 1) await server.node.plan(`genie-${pod}`, { annotations: { cni: '' } })
    const [newest] = await server.node.decisions()
    places = [...views, `#/decisions/${newest?.id ?? ''}`]
  }, 60_000)
  afterAll(async () => {
    await visits[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })
  afterEach(async () => expect(await visits.end()).toEqual([]))

  /** Goes to a place and waits until all that it shows has come. */
  async function look(page: Page, place: string, language = 'en'): Promise<void> {
    await page.goto('about:blank')
    await page.goto(`${server.url}?lang=${language}${place}`)
    await page.locator('#view-title').waitFor()
    if (/decisions\/./.test(place)) await page.locator('.why .candidates').waitFor()
    await page.locator('.waiting').first().waitFor({ state: 'detached' })
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  }

  /** What is found at each place, by place; nothing of those where nothing is found. */
  async function everywhere<Found>(page: Page, find: () => Promise<readonly Found[]>, language = 'en') {
    const all: [string, readonly Found[]][] = []
    for (const place of places) {
      await look(page, place, language)
      all.push([place, await find()])
    }
    return all.filter(([, found]) => found.length > 0)
  }

  test('is in the bar, and the first one opens within the budget', async () => {
    const page = await visits.blank()
    const weigh = weighVisit(page)
    await page.goto(server.url)
    await page.locator('.row').first().waitFor()
    await page.locator('.decision').first().waitFor()
    const { requests, sentBytes } = await weigh()
    expect(sentBytes).toBeGreaterThan(10_000)
    expect(sentBytes).toBeLessThanOrEqual(75_000)
    expect(requests).toBeLessThanOrEqual(15)
    const links = `[...document.querySelectorAll('.views__link')].map((link) => link.getAttribute('href'))`
    expect(await page.evaluate<string[]>(links)).toEqual(views)
  })

  test('has no serious finding of axe in light and dark, fits every window, stands still, prints, asks nobody else', async () => {
    const page = await visits.blank()
    await page.addInitScript(violations)
    const origins = new Set<string>()
    page.on('request', (request) => origins.add(new URL(request.url()).origin))
    const faults = await everywhere(page, async () => [
      ...(await axeIn(page, 'light')),
      ...(await axeIn(page, 'dark')),
      ...(await fits(page, 360)),
      ...(await fits(page, 3840)),
      ...(await calmAndForced(page)),
      ...(await printed(page)),
    ])
    expect(faults).toEqual([])
    expect([...origins].filter((origin) => origin !== 'null')).toEqual([new URL(server.url).origin])
  })

  test('fits small and large windows in Chinese too', async () => {
    const page = await visits.blank()
    const faults = await everywhere(
      page,
      async () => [...(await fits(page, 360)), ...(await fits(page, 3840))],
      'zh',
    )
    expect(faults).toEqual([])
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh')
  })

  test('is used by the keyboard alone, and one sees where one is', async () => {
    const page = await visits.visit(server.url)
    await page.locator('.row').first().waitFor()
    await page.evaluate('document.activeElement?.blur()')
    await page.keyboard.press('Tab')
    expect(await page.locator('.skip:focus').count()).toBe(1)
    await page.keyboard.press('Enter')
    expect(await page.locator('main:focus').count()).toBe(1)
    const missing = await everywhere(page, async () => {
      const { missed, unseen, stops } = await walkByKeyboard(page)
      expect(stops).toBeGreaterThan(3)
      return [...missed, ...unseen]
    })
    expect(missing).toEqual([])
  })
})

async function axeIn(page: Page, colorScheme: 'light' | 'dark'): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme })
  return (await seriousFindings(page)).map(([rule, place]) => `axe, ${colorScheme}: ${rule} ${place ?? ''}`)
}

async function fits(page: Page, width: number): Promise<readonly string[]> {
  await page.setViewportSize({ width, height: 800 })
  const found = await cutOff(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  return found.map((each) => `${width} px: ${each}`)
}

/** Nothing moves where less motion is wanted, and what can be filled in or pressed has a border where colours are forced. */
async function calmAndForced(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ forcedColors: 'active' })
  const found = await page.evaluate<string[]>(`[
    ...document.getAnimations().map((each) => 'moves: ' + (each.effect?.target?.className ?? '')),
    ...[...document.querySelectorAll('.button:not(.button--quiet), .input, select, textarea')]
      .filter((each) => each.checkVisibility() && getComputedStyle(each).borderTopStyle === 'none')
      .map((each) => 'no border: ' + each.className),
  ]`)
  await page.emulateMedia({ forcedColors: 'none' })
  return found
}

/** On A4 without what can only be pressed. */
async function printed(page: Page): Promise<readonly string[]> {
  await page.setViewportSize({ width: 794, height: 1123 })
  await page.emulateMedia({ media: 'print' })
  const pressed = await page.locator('.top:visible, .skip:visible, .button:visible').count()
  const titles = await page.locator('h1:visible, .why__title:visible').count()
  const found = [
    ...(await cutOff(page)).map((each) => `printed: ${each}`),
    ...(pressed > 0 ? ['printed: has buttons'] : []),
    ...(titles < 1 ? ['printed: untitled'] : []),
  ]
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width: 1280, height: 900 })
  return found
}
