import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { missingForLab } from '../../lab/missing-for-lab.ts'
import type { NodeInABox } from '../../lab/node-in-a-box.ts'
import { chromiumPath, openBrowser } from '../../lab/open-browser.ts'
import { openNodeInABox } from '../../lab/open-node-in-a-box.ts'
import { readOptions } from '../../lab/options.ts'

const { node: options, surroundings } = readOptions(
  { ...process, argv: ['', '', '--port', '0'] },
  join(import.meta.dirname, '../..'),
)
const missing =
  (await missingForLab(surroundings)) ?? (existsSync(chromiumPath) ? null : `${chromiumPath} is missing`)

describe.skipIf(missing !== null)(
  `An operator at the page of a real node${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let node: NodeInABox
    let browser: Browser
    let page: Page
    const complaints: string[] = []

    beforeAll(async () => {
      node = await openNodeInABox(options)
      browser = await openBrowser()
    })

    beforeEach(async () => {
      page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB' })
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(node.pageUrl)
      for (const { name } of options.networks) await page.getByRole('row', { name }).waitFor()
    })

    afterEach(async () => {
      await page.close()
      expect(complaints.splice(0)).toEqual([])
    })

    afterAll(async () => {
      await browser.close()
      await node[Symbol.asyncDispose]()
    })

    test('answers the questions, saves the profile, and it decides the next pod', async () => {
      expect((await node.attach('before')).decision.profile.name).not.toBe('lab/calls')
      await page.getByRole('link', { name: 'Questionnaire' }).click()
      await page.getByRole('tab', { name: 'All at once' }).click()
      await page.getByRole('radio', { name: /Voice, games, control/ }).check()
      await page.locator('.wins__network').waitFor()
      await page.getByLabel('Name of the profile').fill('calls')
      await page.getByLabel('Namespace', { exact: true }).fill('lab')
      await page.getByLabel('It is for').selectOption('namespace')
      await page.getByRole('button', { name: 'Save the profile' }).click()
      await page.getByText('lab/calls is saved').first().waitFor()

      const { decision } = await node.attach('after')
      expect(decision.profile.name).toBe('lab/calls')
      await page.getByRole('link', { name: 'Networks' }).click()
      await page.getByRole('link', { name: 'after' }).click()
      await page.locator('.why__inputs', { hasText: 'lab/calls' }).waitFor()
    })

    test('sees the bar of a network that fills change within 15 s', async () => {
      const { decision } = await node.attach('greedy')
      const row = page.locator('.row', { hasText: decision.chosen })
      const congestion = async () => {
        const label = (await row.locator('.scorebar').getAttribute('aria-label')) ?? ''
        return Number(/Congestion \+?([\d.]+)/.exec(label)?.[1] ?? Number.NaN)
      }
      await row.locator('.row__use .meter').waitFor()
      const before = await congestion()
      expect(before).toBeGreaterThan(0)
      await node.fill(decision.chosen, 60)
      await expect.poll(congestion, { timeout: 15_000, interval: 250 }).toBeLessThan(before / 2)
      await page.locator('.row', { hasText: decision.chosen }).getByText('Congested').waitFor()
      await node.quieten()
    })
  },
)
