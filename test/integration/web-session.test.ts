import { rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AgentPage } from '../support/web/agent-page.ts'
import { builtPage } from '../support/web/built-page.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'

const token = 'genie-token-of-anna-0123456789abcdefgh'
/** Chromium's own words for a server that is not there. */
const away = /net::ERR_/

describe.skipIf(!hasBrowser)(`the page and its server in ${browserNote}`, () => {
  let built: string
  let visits: Visits
  beforeAll(async () => {
    built = await builtPage()
    visits = await Visits.open()
  }, 60_000)
  afterAll(async () => {
    await visits[Symbol.asyncDispose]()
  })
  afterEach(async () => expect((await visits.end()).filter((each) => !away.test(each))).toEqual([]))

  test('one signs in by a token that stays in its tab, and in no address', async () => {
    const tokens = join(built, '..', `${basename(built)}-tokens`)
    await using _file = { [Symbol.asyncDispose]: () => rm(tokens, { force: true }) }
    await writeFile(tokens, `anna write ${token}\n`, { mode: 0o600 })
    await using server = await AgentPage.open(built, {
      settings: { GENIE_ACCESS: 'tokens', GENIE_TOKENS: tokens, GENIE_OPEN_READS: 'off' },
    })
    const page = await visits.blank()
    const urls: string[] = []
    page.on('request', (request) => urls.push(request.url()))
    await page.goto(server.url)
    const field = page.getByLabel(/wants to know who you are/)
    await field.waitFor()
    expect(await page.locator('.row').count()).toBe(0)
    expect(await seriousFindings(page)).toEqual([])

    await field.fill('not-the-token-that-is-asked-for-here-000')
    await page.keyboard.press('Enter')
    await page.getByLabel(/does not take that token/).fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('.row').first().waitFor()
    await page.locator('.sign-in').waitFor({ state: 'detached' })
    await page.locator('.link--live').waitFor()

    for (const view of ['decisions', 'weights', 'questionnaire', 'prices']) {
      await page.goto(`${server.url}#/${view}`)
      await page.locator(`.views__link[href="#/${view}"][aria-current="page"]`).waitFor()
      await page.locator('.waiting').first().waitFor({ state: 'detached' })
    }
    expect(await page.locator('.sign-in, .fault').count()).toBe(0)
    await page.reload()
    await page.locator('.link--live').waitFor()
    const kept = (place: string) => page.evaluate<string>(`JSON.stringify({ ...${place} })`)
    expect(await kept('sessionStorage')).toContain(token)
    expect(await kept('localStorage')).not.toContain(token)
    expect(await page.evaluate('document.cookie')).toBe('')
    expect([...urls, page.url()].filter((url) => url.includes(token))).toEqual([])

    const [other] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(`void open(location.origin, '_blank', 'noopener')`),
    ])
    await other.getByLabel(/wants to know who you are/).waitFor()
  })

  test('a server that goes is told of, and what it says when it is back is shown', async () => {
    await using server = await AgentPage.open(built)
    const page = await visits.visit(server.url)
    await page.locator('.link--live').waitFor()
    await server.restart(async () => {
      await page.locator('.banner', { hasText: /Connection lost since \d\d:\d\d:\d\d/ }).waitFor()
      expect(await page.locator('.row').count()).toBe(3)
      expect(await seriousFindings(page)).toEqual([])
      await page.goto(`${server.url}#/decisions`)
      expect(await page.locator('.banner').isVisible()).toBe(true)
      await page.goto(`${server.url}#/`)
    })
    await page.locator('.banner').waitFor({ state: 'detached' })
    await page.locator('.link--live').waitFor()
    await server.node.plan('genie-after', { annotations: { cni: '' } })
    await page.locator('.decision', { hasText: 'genie-after' }).waitFor()
  })

  test('a view that is opened while the server is away says so, and has its figures on another try', async () => {
    await using server = await AgentPage.open(built)
    const page = await visits.visit(server.url)
    await page.locator('.link--live').waitFor()
    await page.getByRole('link', { name: 'Prices' }).focus()
    await server.restart(async () => {
      await page.locator('.banner').waitFor()
      await page.getByRole('link', { name: 'Weights' }).click()
      await page.getByRole('heading', { name: 'This view cannot be loaded.' }).waitFor()
    })
    await page.getByRole('button', { name: 'Load the page again' }).click()
    await page.locator('.views__link[href="#/weights"][aria-current="page"]').waitFor()
    await page.getByRole('heading', { name: 'This view cannot be loaded.' }).waitFor({ state: 'detached' })
  })
})
