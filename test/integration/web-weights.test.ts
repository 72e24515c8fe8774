import { writeFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StoredProfile } from '../../domain/stored-intent.ts'
import { priceRate } from '../support/price-rate.ts'
import { AgentPage } from '../support/web/agent-page.ts'
import { builtPage } from '../support/web/built-page.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { ranked, save, slider, version, weight } from '../support/web/weights-view.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'

const shots = process.env['GENIE_SHOTS']
const ofFile = `apiVersion: cni-genie.io/v1alpha1
kind: SelectionProfile
metadata: { name: fixed, namespace: shop }
spec: { preset: bulk }
`
/** So that weave is the cheapest network. */
const prices = Object.entries({ calico: '0.2', flannel: '0.1', weave: '0.01' })
const rates = prices.map(([network, price]) => priceRate({ network, tiers: [{ price }] }))

const fail = (): never => {
  throw new Error('Cannot drag a slider that is not there')
}

/** Once all answers are there: what waits for one is faded. */
const findings = async (page: Page) => {
  await expect.poll(() => page.locator('.awaited--loading').count()).toBe(0)
  return seriousFindings(page)
}

const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/weights-${name}.png`, fullPage: true })
}

/** Several people with a browser each, who wait for what they see: on a busy machine that takes its time. */
const timeout = 90_000

describe.skipIf(!hasBrowser)(`the weights in ${browserNote}`, { timeout }, () => {
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
    server = await AgentPage.open(built, {
      prepare: (node) => writeFile(node.at('nads/fixed.yaml'), ofFile),
    })
    await server.add('PUT', '/profiles/shop/web', { weights: { latency: 4 }, namespaceDefault: true })
    await server.add('POST', '/prices', { rates })
  })
  afterEach(async () => {
    const complaints = await visits.end()
    await server[Symbol.asyncDispose]()
    expect(complaints).toEqual([])
  })

  /** Somebody with a browser of their own, who looks at a profile. */
  async function visit(profile = 'shop/web'): Promise<Page> {
    const page = await visits.visit(`${server.url}#/weights?profile=${profile}`, { reducedMotion: 'reduce' })
    await ranked(page).first().waitFor()
    return page
  }
  const profileNow = async () => (await server.call('/profiles/shop/web')).body as StoredProfile

  test('a slider that is moved changes the ranking, is kept over a reload, and is saved as the next version', async () => {
    const page = await visit('')
    await page.getByLabel('Profile', { exact: true }).selectOption('shop/web')
    await version(page, 1).waitFor()
    await ranked(page).first().filter({ hasText: 'calico' }).waitFor()
    expect(await save(page).isDisabled()).toBe(true)
    await slider(page, 'Price').press('End')
    await ranked(page).first().filter({ hasText: 'weave' }).waitFor()
    expect(await ranked(page).first().innerText()).toMatch(/▲\s*up 2/)
    expect(await ranked(page).nth(2).innerText()).toMatch(/calico\s*▼\s*down 2/)
    await page.getByText('1 weight is changed.').waitFor()
    await page.reload()
    await page.getByText('Your changes from last time are here again.').waitFor()
    expect(await weight(page, 'Price').inputValue()).toBe('10')
    await page
      .locator('.copy__text', { hasText: `--type=merge -p '{"spec":{"weights":{"price":10}}}'` })
      .waitFor()
    await save(page).press('Enter')
    await page.getByText('shop/web is saved as version 2.').first().waitFor()
    await version(page, 2).waitFor()
    await page.getByText('Nothing is changed.').waitFor()
    expect(await profileNow()).toMatchObject({
      version: 2,
      spec: { namespaceDefault: true, weights: { latency: 4, price: 10 } },
    })

    const { x, y, width, height } = (await slider(page, 'Price').boundingBox()) ?? fail()
    await page.mouse.move(x + width - 8, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + 4, y + height / 2, { steps: 40 })
    await ranked(page).first().filter({ hasText: 'calico' }).waitFor()
    await page.mouse.up()
    await page.getByRole('button', { name: 'Discard' }).click()
    await ranked(page).first().filter({ hasText: 'weave' }).waitFor()
    expect(await weight(page, 'Price').inputValue()).toBe('10')
  })

  test('tells what a change would have done to the last decisions, and returns to before it by one click', async () => {
    for (const pod of ['genie-a', 'genie-b']) await server.node.plan(pod, { annotations: { cni: '' } })
    const page = await visit()
    await slider(page, 'Price').press('End')
    await page
      .getByText(/2 of 2/)
      .first()
      .waitFor()
    await ranked(page).first().filter({ hasText: 'weave' }).waitFor()
    await shoot(page, 'whole')
    expect(await findings(page)).toEqual([])
    await save(page).click()
    await version(page, 2).waitFor()
    await page.getByRole('button', { name: 'Return to how it was before' }).first().click()
    await version(page, 3).waitFor()
    expect(await profileNow()).toMatchObject({ version: 3, spec: { weights: { latency: 4 } } })
    expect(await weight(page, 'Price').inputValue()).toBe('0')

    await weight(page, 'Loss').fill('7')
    await page.getByRole('button', { name: 'Return to how it was before' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    expect(await weight(page, 'Loss').inputValue()).toBe('7')
    expect((await profileNow()).version).toBe(3)
  })

  test('of two who change one profile the later one sees both, and merges: nothing is lost', async () => {
    const [anna, ben] = [await visit(), await visit()]
    await weight(anna, 'Price').fill('9')
    await save(anna).click()
    await version(anna, 2).waitFor()
    await weight(ben, 'Price').fill('5')
    await weight(ben, 'Loss').fill('8')
    await save(ben).click()
    await ben.getByText('Somebody else has changed this profile since you began').waitFor()
    expect(await profileNow()).toMatchObject({
      version: 2,
      spec: { weights: { latency: 4, price: 9 } },
    })
    expect(
      (await ben.locator('.conflict__table tbody tr').allInnerTexts()).map((row) =>
        row.split(/\s*[\n\t]\s*/),
      ),
    ).toEqual([
      ['Weight of Price', 'both changed it', 'not there', '9', '5'],
      ['Weight of Loss', 'only you changed it', 'not there', 'not there', '8'],
    ])
    expect(await findings(ben)).toEqual([])
    await shoot(ben, 'conflict')
    await ben.getByRole('radio', { name: 'Weight of Price: Theirs, 9' }).check()
    await ben.getByRole('button', { name: 'Merge' }).click()
    await version(ben, 2).waitFor()
    expect(await weight(ben, 'Price').inputValue()).toBe('9')
    await save(ben).click()
    await version(ben, 3).waitFor()
    expect((await profileNow()).spec).toMatchObject({ weights: { latency: 4, price: 9, loss: 8 } })
  })

  test('of two who change one profile one may still have it their way, also after it was removed', async () => {
    const anna = await visit()
    await server.call('/profiles/shop/web', {
      method: 'PUT',
      body: { weights: { loss: 9 } },
      headers: { 'if-match': '*' },
    })
    await weight(anna, 'Price').fill('1')
    await save(anna).click()
    await anna.getByRole('button', { name: 'Save mine over version 2' }).click()
    await version(anna, 3).waitFor()
    expect((await profileNow()).spec.weights).toEqual({ latency: 4, price: 1 })

    await server.call('/profiles/shop/web', { method: 'DELETE', headers: { 'if-match': '*' } })
    await weight(anna, 'Loss').fill('2')
    await save(anna).click()
    await anna.getByText('Somebody has removed this profile since you began').waitFor()
    await anna.getByRole('button', { name: 'Save mine anew' }).click()
    await version(anna, 5).waitFor()
    expect((await profileNow()).spec.weights).toEqual({ latency: 4, price: 1, loss: 2 })

    await server.call('/profiles/shop/web', {
      method: 'PUT',
      body: { weights: { loss: 9 } },
      headers: { 'if-match': '*' },
    })
    await weight(anna, 'Price').fill('7')
    await save(anna).click()
    await anna.getByRole('button', { name: 'Take theirs' }).click()
    await version(anna, 6).waitFor()
    expect(await weight(anna, 'Price').inputValue()).toBe('0')
    expect((await profileNow()).spec.weights).toEqual({ loss: 9 })
  })

  test('says at the field what it cannot take, saves nothing of it, and loses nothing', async () => {
    const page = await visit()
    for (const junk of ['', '-1', '11', 'ünï', '<script>alert(1)</script>']) {
      await weight(page, 'Price').fill(junk)
      await page.locator('.weight .field__fault').waitFor()
      expect(await weight(page, 'Price').inputValue()).toBe(junk.slice(0, 12))
    }
    await page.getByText('Has to be a number, such as 2.5').waitFor()
    await slider(page, 'Loss').press('End')
    await save(page).click()
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Weight of Price')
    expect((await profileNow()).version).toBe(1)

    await page.getByRole('button', { name: 'Save as a new one' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Ünï')
    await page.getByText('Has to be small letters, digits, dashes and points').waitFor()
    await page.getByLabel('Namespace', { exact: true }).fill('a'.repeat(64))
    await page.getByText('Has to be small letters, digits and dashes, 63').waitFor()
    await weight(page, 'Price').fill('2,5')
    await page.getByLabel('Name', { exact: true }).fill('web')
    await page.getByLabel('Namespace', { exact: true }).fill('shop')
    await page.getByRole('button', { name: 'Save the new profile' }).click()
    await page.getByText('shop/web is there already').waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByLabel('Name', { exact: true }).fill('copy')
    await page.getByRole('button', { name: 'Save the new profile' }).click()
    await page.getByRole('heading', { name: /shop\/copy/ }).waitFor()
    expect(await weight(page, 'Price').inputValue()).toBe('2.5')
    for (const name of [
      'Congestion',
      'Latency',
      'Loss',
      'Response',
      'Applications',
      'Drops',
      'Addresses',
      'Occupancy',
      'Price',
    ])
      await weight(page, name).fill('0')
    await page.getByText('All weights are 0: give one of them a weight.').waitFor()
    expect(await save(page).isDisabled()).toBe(true)
  })

  test('a profile of a file is read-only and says so; comparing in pairs sets the sliders', async () => {
    const page = await visit('shop/fixed')
    await page.getByText('it is read-only here and changed there').waitFor()
    expect(await save(page).count()).toBe(0)
    await page.getByRole('tab', { name: 'Compare in pairs' }).click()
    const choose = (sentence: string) =>
      page.getByRole('radio', { name: sentence, exact: true }).check({ force: true })
    await page.getByText('consistency ratio 0.000, of less than 0.1').waitFor()
    await choose('Price matters 9 times as much as Latency')
    await choose('Latency matters 9 times as much as Room on the link')
    await page.getByText('The answers contradict each other').waitFor()
    await page.getByText('Look at this one first').waitFor()
    expect(await findings(page)).toEqual([])
    await shoot(page, 'pairs')
    await page.getByRole('button', { name: 'Take over into the sliders' }).click()
    await page.getByText('weights are changed.').waitFor()
    expect(Number(await weight(page, 'Price').inputValue())).toBeGreaterThan(1)
    await page.getByRole('button', { name: 'Real-time' }).click()
    expect(await page.locator('.presets [aria-pressed="true"]').allInnerTexts()).toEqual(['Real-time'])
  })

  test('reads Chinese, and fits 360 px', async () => {
    const page = await visit()
    await slider(page, 'Price').press('End')
    await ranked(page).first().filter({ hasText: 'weave' }).waitFor()
    await shoot(page, 'light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shoot(page, 'dark')
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 800 })
    await page.goto(page.url().replace('/#', '/?lang=zh#'))
    await page.getByRole('heading', { name: '将会得到的排名' }).waitFor()
    await ranked(page).first().waitFor()
    await shoot(page, 'narrow')
    await page.getByRole('tab', { name: '两两比较' }).click()
    await page.locator('.pair').first().waitFor()
    await shoot(page, 'narrow-pairs')
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  })
})
