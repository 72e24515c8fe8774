import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { priceRate } from '../support/price-rate.ts'
import { AgentPage } from '../support/web/agent-page.ts'
import { builtPage } from '../support/web/built-page.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'

const shots = process.env['GENIE_SHOTS']
/** So that weave is the cheapest network; who does not look at prices takes calico. */
const prices = Object.entries({ calico: '0.2', flannel: '0.1', weave: '0.01' })
const rates = prices.map(([network, price]) => priceRate({ network, tiers: [{ price }] }))
const pods = ['genie-a', 'genie-b', 'genie-c', 'genie-d', 'genie-e']

const slider = (page: Page, name: string) => page.getByRole('slider', { name, exact: true })
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/insight-${name}.png`, fullPage: true })
}

describe.skipIf(!hasBrowser)(
  `what weights would have changed, in ${browserNote}`,
  { timeout: 60_000 },
  () => {
    let built: string
    let visits: Visits
    let server: AgentPage
    beforeAll(async () => {
      built = await builtPage()
      visits = await Visits.open()
    })
    afterAll(async () => {
      await visits[Symbol.asyncDispose]()
    })
    beforeEach(async () => {
      server = await AgentPage.open(built)
      await server.add('PUT', '/profiles/shop/web', { weights: { latency: 4 } })
      await server.add('POST', '/prices', { rates })
    })
    afterEach(async () => {
      const complaints = await visits.end()
      await server[Symbol.asyncDispose]()
      expect(complaints).toEqual([])
    })

    const place = async () => {
      for (const pod of pods) await server.node.plan(pod, { annotations: { cni: '' } })
    }
    const visit = (query = '') =>
      visits.visit(`${server.url}${query}#/weights?profile=shop/web`, { reducedMotion: 'reduce' })

    test('a weight that is moved tells how many decisions it changes, from where to where, and what they cost', async () => {
      await place()
      const page = await visit()
      await page.getByText('Change a weight to see').waitFor()
      await slider(page, 'Price').press('End')
      await page.locator('.insight__headline', { hasText: '5 of 5 decisions change' }).waitFor()
      const moves = page.locator('.moves')
      expect(await moves.locator('tbody tr').allInnerTexts()).toEqual([
        expect.stringMatching(/^calico\s+·\s+5\s+5\s+5$/),
      ])
      expect(await moves.locator('thead th').allInnerTexts()).toEqual([
        expect.stringContaining('From'),
        'calico',
        'weave',
        'All',
        'Changed',
      ])
      const cost = page.locator('.outcomes tr', { hasText: 'Expected cost a month' })
      expect(await cost.innerText()).toContain('better')
      expect(await page.locator('.insight__sample tbody tr').count()).toBe(5)
      await page.locator('.moves .chart__scroll').focus()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      await page.getByText('5 from calico to weave').waitFor({ state: 'attached' })
      expect(await seriousFindings(page)).toEqual([])

      await page.getByRole('link', { name: 'default/genie-a' }).first().click()
      await page.getByRole('dialog').getByText('genie-a').first().waitFor()
      expect(page.url()).toContain('#/decisions/')
    })

    test('tells which weight matters most, and the smallest change by which another network wins', async () => {
      await place()
      const page = await visit()
      const panel = page.getByRole('region', { name: 'How firm the latest decision stands' })
      await panel.getByText('default/genie-e').waitFor()
      const decision = (await server.node.decisions())[0]
      const { body } = await server.call(`/decisions/${decision?.id ?? ''}/sensitivity`)
      const { smallest } = body as { smallest: { to: number; network: string } | null }
      await panel
        .getByText(smallest === null ? 'No change of a single weight' : `${smallest.network} would have won`)
        .waitFor()
      await page.getByRole('region', { name: 'Which weight matters most' }).waitFor()
      expect(await seriousFindings(page)).toEqual([])
    })

    test('says what is not there yet, and a new pod is seen by looking again', async () => {
      const page = await visit()
      const panel = page.getByRole('region', { name: 'How firm the latest decision stands' })
      await panel.getByText('No pod has been placed yet').waitFor()
      await slider(page, 'Price').press('End')
      await page
        .getByRole('region', { name: 'What this would have changed' })
        .getByText('No pod has been placed yet')
        .waitFor()
      await place()
      await panel.getByRole('button', { name: 'Look again' }).click()
      await panel.getByText('default/genie-e').waitFor()
    })

    test('the history tells who changed what, shows markup as text, and leads back by a click', async () => {
      const junk = '<script>alert(1)</script>'
      const preferences = { [junk]: 0.5 }
      await server.call('/profiles/shop/web', {
        method: 'PUT',
        body: { weights: { latency: 9, price: 3 }, preferences },
        headers: { 'if-match': '*' },
      })
      const page = await visit()
      const entries = page.locator('.history__entry')
      await entries.nth(1).waitFor()
      const newest = (await entries.first().innerText()).replaceAll(/[\s,→]+/g, ' ')
      expect(newest).toContain('Version 2')
      expect(newest).toContain('Weight of Latency 4 9')
      expect(newest).toContain('Weight of Price not set 3')
      expect(newest).toContain(`Preferred: ${junk} not set 0.5`)
      expect(await entries.last().innerText()).toContain('Created')
      expect(await entries.last().getByRole('button').count()).toBe(0)
      await entries
        .first()
        .getByRole('button', { name: /Return to how it was/ })
        .click()
      const latency = page.getByRole('textbox', { name: 'Weight of Latency', exact: true })
      await expect.poll(() => latency.inputValue()).toBe('4')
      await page.getByText('shop/web is saved as version 3.').first().waitFor()
      expect((await server.call('/profiles/shop/web')).body).toMatchObject({
        spec: { weights: { latency: 4 } },
      })
      await entries.nth(2).waitFor()
    })

    test('reads Chinese, and fits 360 px', async () => {
      await place()
      const page = await visit()
      await slider(page, 'Price').press('End')
      await page.locator('.insight__headline').waitFor()
      await shoot(page, 'light')
      await page.emulateMedia({ colorScheme: 'dark' })
      await shoot(page, 'dark')
      expect(await seriousFindings(page)).toEqual([])
      await page.setViewportSize({ width: 360, height: 800 })
      await page.goto(page.url().replace('/#', '/?lang=zh#'))
      await page.getByText('5 次决策中有 5 次改变').first().waitFor()
      await page.getByRole('heading', { name: '历史' }).waitFor()
      await shoot(page, 'narrow')
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    })
  },
)
