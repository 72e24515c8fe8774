import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { AgentPage } from '../support/web/agent-page.ts'
import { builtPage } from '../support/web/built-page.ts'
import { ranked, slider, weight } from '../support/web/weights-view.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'

const csv = 'network,unit,price,currency,effectiveFrom\nweave,GB,0.05,EUR,2026-01-01T00:00:00Z\n'

describe.skipIf(!hasBrowser)(`what was begun, in ${browserNote}`, () => {
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
  })
  afterEach(async () => {
    const complaints = await visits.end()
    await server[Symbol.asyncDispose]()
    expect(complaints).toEqual([])
  })

  const visit = (place: string) => visits.visit(`${server.url}${place}`)
  const named = (page: Page, name: string) => page.getByLabel(name, { exact: true })
  const drafts = (page: Page) =>
    page.evaluate<string[]>(`Object.keys(localStorage).filter((key) => key.startsWith('genie-draft-'))`)

  test('a new profile is there after a reload, with its name, and gone from the browser once it is saved', async () => {
    const page = await visit('#/weights')
    await ranked(page).first().waitFor()
    await slider(page, 'Price').press('End')
    await named(page, 'Namespace').fill('shop')
    await named(page, 'Name').fill('Vidéo')
    await page.getByLabel('For all pods of the namespace').check()
    await page.reload()
    await page.getByText('Your changes from last time are here again.').waitFor()
    expect(await weight(page, 'Price').inputValue()).toBe('10')
    expect(await named(page, 'Namespace').inputValue()).toBe('shop')
    expect(await named(page, 'Name').inputValue()).toBe('Vidéo')
    expect(await page.getByLabel('For all pods of the namespace').isChecked()).toBe(true)
    await page.getByText('Has to be small letters, digits, dashes and points').waitFor()

    await named(page, 'Name').fill('video')
    await page.getByRole('button', { name: 'Save the new profile' }).click()
    await page.getByRole('heading', { name: /shop\/video/ }).waitFor()
    expect(await drafts(page)).toEqual([])
    expect((await server.call('/profiles/shop/video')).body).toMatchObject({
      spec: { namespaceDefault: true, weights: { price: 10 } },
    })
    await page.goto(`${server.url}#/weights`)
    await page.getByRole('heading', { name: 'Built-in profile' }).waitFor()
    expect(await named(page, 'Name').inputValue()).toBe('')
  })

  test('a profile that is to be saved as a new one still is after a reload, until that is given up', async () => {
    await server.add('PUT', '/profiles/shop/web', { weights: { latency: 4 } })
    const page = await visit('#/weights?profile=shop/web')
    await ranked(page).first().waitFor()
    await page.getByRole('button', { name: 'Save as a new one' }).click()
    await named(page, 'Name').fill('copy')
    await page.reload()
    expect(await named(page, 'Name').inputValue()).toBe('copy')
    await slider(page, 'Price').press('End')
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByText('Nothing is changed.').waitFor()
    expect(await drafts(page)).toEqual([])
    await page.reload()
    await page.getByRole('button', { name: 'Save as a new one' }).waitFor()
    expect(await named(page, 'Name').count()).toBe(0)
  })

  test('what an answered profile is called and for is there after a reload', async () => {
    const page = await visit('#/questionnaire')
    await page.getByLabel('Name of the profile').fill('video')
    await named(page, 'Namespace').fill('shop')
    await page.getByLabel('It is for').selectOption('selector')
    await page.getByLabel(/^Labels/).fill('app=video,tier=front')
    await page.reload()
    await page.getByLabel('Name of the profile').waitFor()
    expect(await page.getByLabel('Name of the profile').inputValue()).toBe('video')
    expect(await named(page, 'Namespace').inputValue()).toBe('shop')
    expect(await page.getByLabel('It is for').inputValue()).toBe('selector')
    expect(await page.getByLabel(/^Labels/).inputValue()).toBe('app=video,tier=front')
  })

  test('prices and whether they are added are there after a reload, and gone once they are saved', async () => {
    const page = await visit('#/prices')
    await page.getByLabel('Table or JSON').fill(csv)
    await named(page, 'They').selectOption('add')
    await page.reload()
    await page.getByLabel('Table or JSON').waitFor()
    expect(await page.getByLabel('Table or JSON').inputValue()).toBe(csv)
    expect(await named(page, 'They').inputValue()).toBe('add')
    await page.getByRole('button', { name: 'See what would change' }).click()
    await page.getByRole('button', { name: 'Save as version 1' }).click()
    await page.getByText('Version 1 of the price book is saved').waitFor()
    expect(await drafts(page)).toEqual([])
    expect(await named(page, 'They').inputValue()).toBe('replace')
  })
})
