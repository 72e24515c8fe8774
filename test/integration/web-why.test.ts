import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { AgentPage } from '../support/web/agent-page.ts'
import { builtPage } from '../support/web/built-page.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'

const pods = 450

describe.skipIf(!hasBrowser)(`decisions in ${browserNote}`, () => {
  let built: string
  let visits: Visits
  let server: AgentPage
  beforeAll(async () => {
    built = await builtPage()
    visits = await Visits.open()
    server = await AgentPage.open(built)
    for (let pod = 0; pod < pods; pod += 1)
      await server.node.plan(`genie-${pod}`, { annotations: { cni: '' } })
  }, 60_000)
  afterAll(async () => {
    await visits[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })
  afterEach(async () => expect(await visits.end()).toEqual([]))

  const rows = (page: Page) => page.locator('.windowed__row')
  const scrollTo = (page: Page, top: number) =>
    page.evaluate(`document.querySelector('.windowed').scrollTo(0, ${top})`)
  const podOf = (page: Page) => page.locator('.why__title .pod__name')

  test('one opened tells its steps, what would have changed it, and that it comes out the same again', async () => {
    const [decision] = await server.node.decisions()
    const page = await visits.visit(`${server.url}#/decisions/${decision?.id}`)
    await page.getByRole('heading', { name: decision?.pod.name ?? '' }).waitFor()
    const waterfall = page.getByRole('figure').filter({ hasText: 'Why ' })
    await waterfall.getByRole('rowheader', { name: decision?.chosen ?? '', exact: true }).waitFor()
    await page.getByLabel('Compare with').selectOption({ label: 'nobody: its own score, from 0 on' })
    await page.getByText(`What the score of ${decision?.chosen} is made of`).first().waitFor()
    const shown = await page
      .getByRole('figure')
      .getByRole('row')
      .last()
      .locator('.waterfall__adds')
      .innerText()
    const scored = decision?.candidates.find(({ network }) => network === decision.chosen)?.score ?? NaN
    expect(Number(shown)).toBeCloseTo(scored, 3)
    await page.getByText('it comes out the same, bit for bit').waitFor()
    await page.getByText(/Were the weight of|No change of a single weight/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test('the waterfall is read by keys, and a decision is printed alone', async () => {
    const [decision] = await server.node.decisions()
    const page = await visits.visit(`${server.url}#/decisions/${decision?.id}`)
    await page.getByRole('figure').getByRole('group').focus()
    await page.keyboard.press('End')
    await page.locator('.waterfall__end.is-at').waitFor()
    await page
      .locator('[role="status"]', { hasText: new RegExp(`^${decision?.chosen} \\d`) })
      .waitFor({ state: 'attached' })
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.top').isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
    expect(await podOf(page).isVisible()).toBe(true)
    expect(await page.locator('main').isVisible()).toBe(false)
    const sheet = `(({ position, paddingTop }) => [position, paddingTop])(getComputedStyle(document.querySelector('.sheet')))`
    expect(await page.evaluate(sheet)).toEqual(['absolute', '0px'])
  })

  test('leads to the other decisions of its pod, and they to it', async () => {
    const page = await visits.visit(`${server.url}#/decisions`)
    await page.getByLabel('Pod', { exact: true }).fill('genie-7')
    await page.getByText('Found').waitFor()
    await page.waitForURL(/pod=genie-7/)
    await page.locator('.windowed__row', { hasText: 'genie-7' }).waitFor()
    expect(await rows(page).count()).toBe(1)
    await rows(page).getByRole('link').click()
    await page.getByRole('link', { name: 'Those of its namespace' }).click()
    await page.waitForURL(/#\/decisions\?namespace=default$/)
    await page.getByText('200 and more').waitFor()
    expect(await page.getByLabel('Pod', { exact: true }).inputValue()).toBe('')
  })

  test('a search is kept by the address, and what cannot be searched for is said at its field', async () => {
    const page = await visits.visit(`${server.url}#/decisions?network=nosuch&outcome=failed`)
    await page.getByText('No decision that is kept is like that').waitFor()
    const junk = '<script>alert(1)</script>'
    await page.getByLabel('Pod', { exact: true }).fill(junk)
    await page.getByText('No name in Kubernetes').waitFor()
    await page.getByLabel('Namespace').fill('n'.repeat(254))
    await page.getByText('No name is that long').waitFor()
    await page.getByLabel('From').fill('2026-11-25T14:00')
    await page.getByLabel('Until').fill('2026-11-25T13:00')
    await page.getByText('Has to be later than From').waitFor()
    expect(await page.getByLabel('Pod', { exact: true }).inputValue()).toBe(junk)
    expect(new URL(page.url()).hash).toBe('#/decisions?network=nosuch&outcome=failed')
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Clear' }).click()
    await rows(page).first().waitFor()
    expect(new URL(page.url()).hash).toBe('#/decisions')
  })

  test('of all of them few are in the page, and keys lead from the newest to the oldest', async () => {
    const page = await visits.visit(`${server.url}#/decisions`)
    await rows(page).first().getByRole('link').focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('.windowed__row[data-row="1"] a:focus').waitFor()
    await page.keyboard.press('PageDown')
    await page.locator('.windowed__row a:focus').waitFor()
    // Each End leads to the oldest that is known, and has older ones fetched.
    await expect
      .poll(
        async () => {
          await page.keyboard.press('End')
          return page.locator('.windowed__row a:focus').innerText()
        },
        { timeout: 20_000 },
      )
      .toBe('default/genie-0')
    expect(await rows(page).count()).toBeLessThan(60)
    await page.keyboard.press('Home')
    await page.locator('.windowed__row[data-row="0"] a:focus', { hasText: `genie-${pods - 1}` }).waitFor()
  })

  test('new ones wait while somebody has scrolled away', async () => {
    const page = await visits.visit(`${server.url}#/decisions`)
    await rows(page).first().waitFor()
    await scrollTo(page, 2_000)
    await page.locator('.windowed__row[data-row="40"]').waitFor()
    const before = await page.locator('.windowed__row[data-row="40"]').innerText()
    await server.node.plan('genie-late', { annotations: { cni: '' } })
    await page.getByText('1 new, shown when you are done reading').waitFor()
    expect((await page.locator('.windowed__row[data-row="40"]').innerText()).split('\n')[1]).toBe(
      before.split('\n')[1],
    )
    await scrollTo(page, 0)
    await page.locator('.windowed__row[data-row="0"]', { hasText: 'genie-late' }).waitFor()
  })
})
