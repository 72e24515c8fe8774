import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { AgentPage } from '../support/web/agent-page.ts'
import { builtPage } from '../support/web/built-page.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'

const shots = process.env['GENIE_SHOTS']

describe.skipIf(!hasBrowser)(`the questionnaire in ${browserNote}`, () => {
  let built: string
  let visits: Visits
  let server: AgentPage
  let page: Page
  beforeAll(async () => {
    built = await builtPage()
    visits = await Visits.open()
  })
  afterAll(async () => {
    await visits[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    server = await AgentPage.open(built)
    page = await visits.visit(`${server.url}#/questionnaire`)
    await page.getByText('Question 1 of 14').waitFor()
  })
  afterEach(async () => {
    const complaints = await visits.end()
    await server[Symbol.asyncDispose]()
    expect(complaints).toEqual([])
  })

  test('is answered by keys, kept over a reload, and its saved profile decides the next pod', async () => {
    await page.locator('.wins__network').waitFor()
    await page.getByRole('heading', { name: /NetworkPolicies/ }).focus()
    await page.keyboard.press('1')
    await page.getByText('1 of 14 answered').last().waitFor()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('Question 2 of 14').waitFor()
    await page.reload()
    await page.getByText('Your answers from last time').waitFor()
    expect(await page.getByRole('radio', { name: 'None' }).isChecked()).toBe(true)

    await page.getByLabel('Name of the profile').fill('video')
    await page.getByLabel('It is for').selectOption('namespace')
    await page.locator('.copy__text').filter({ hasText: 'namespaceDefault: true' }).waitFor()
    await page.getByRole('button', { name: 'Save the profile' }).click()
    await page.getByText('default/video is saved').first().waitFor()
    const { decision } = await server.node.plan('genie-a', { annotations: { cni: '' } })
    const made = (await server.node.decisions()).find(({ id }) => id === decision)
    expect(made?.profile.name).toBe('default/video')

    await page.getByRole('button', { name: 'Save the profile' }).click()
    await page.getByRole('button', { name: 'Replace version 1 by mine' }).click()
    await page.getByRole('button', { name: /Replace/ }).waitFor({ state: 'detached' })
  })

  test('says at the field what it cannot take, loses nothing, and has no serious finding of axe', async () => {
    await page.getByRole('tab', { name: 'All at once' }).click()
    const junk = '<script>alert(1)</script>'
    await page.getByLabel(/^At most/).fill('-1')
    await page.getByLabel(/^Budget/).fill(junk)
    await page.getByText('Has to be from 0.001 to 60,000').waitFor()
    await page.getByText('Has to be an amount without a sign').waitFor()
    await page.getByLabel('Name of the profile').fill('Ünï')
    await page.getByText('Has to be small letters').waitFor()
    expect(await page.getByLabel(/^Budget/).inputValue()).toBe(junk)
    expect(await page.getByRole('button', { name: 'Save the profile' }).isDisabled()).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
  })

  test('asks in Chinese, and fits 360 px', async () => {
    if (shots) await page.screenshot({ path: `${shots}/light.png`, fullPage: true })
    await page.emulateMedia({ colorScheme: 'dark' })
    if (shots) await page.screenshot({ path: `${shots}/dark.png`, fullPage: true })
    await page.setViewportSize({ width: 360, height: 800 })
    await page.goto(page.url().replace('/#', '/?lang=zh#'))
    await page.getByRole('heading', { name: '必须执行哪些 NetworkPolicy？' }).waitFor()
    await page.locator('.wins__network').waitFor()
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    if (shots) await page.screenshot({ path: `${shots}/narrow.png`, fullPage: true })
    expect(width).toBeLessThanOrEqual(360)
  })
})
