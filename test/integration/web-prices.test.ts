import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { ClusterNode } from '../support/cluster-node.ts'
import { priceRate } from '../support/price-rate.ts'
import { AgentPage } from '../support/web/agent-page.ts'
import { JournalDir } from '../support/journal-dir.ts'
import { makeRecord } from '../support/make-record.ts'
import { builtPage } from '../support/web/built-page.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'

const csv = `network,unit,price,currency,effectiveFrom,timeZone,days,from,to
calico,GB,0.09,EUR,2026-01-01T00:00:00Z,,,,
weave,GB,0.05,EUR,2026-01-01T00:00:00Z,,,,
weave,GB,0.01,EUR,2026-01-01T00:00:00Z,Europe/Berlin,1-5,22:00,06:00
`
const shots = process.env['GENIE_SHOTS']

/** What pods of three owners have used so far, and which of them run, before the agent starts. */
async function knowOwners(node: ClusterNode): Promise<void> {
  const journal = new JournalDir(node.at('state'))
  const running = ['web-5d9c7b6f8-bcdfg', 'web-5d9c7b6f8-hjklm', 'video-5d9c7b6f8-bcdfg']
  for (const podName of [...running, 'video-5d9c7b6f8-hjklm', 'video-5d9c7b6f8-npqrs'])
    await journal.write(makeRecord({ containerId: podName, podUid: podName, podNamespace: 'shop', podName }))
  await using stores = await openSqliteStores(node.at('genie.db'))
  const used = { recentEgress: [4e6], recentIngress: [1e6], hours: 30, updatedAt: Date.now() }
  await stores.usage.saveOwners([
    { owner: 'shop/Deployment/web', egressBytesPerHour: 4e6, ingressBytesPerHour: 1e6, ...used, pods: 2 },
    { owner: 'shop/Deployment/video', egressBytesPerHour: 9e8, ingressBytesPerHour: 1e6, ...used, pods: 3 },
    { owner: 'bank/StatefulSet/db', egressBytesPerHour: 2e7, ingressBytesPerHour: 1e6, ...used },
  ])
}

describe.skipIf(!hasBrowser)(`prices in ${browserNote}`, () => {
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
    server = await AgentPage.open(built, { prepare: knowOwners })
  })
  afterEach(async () => {
    const complaints = await visits.end()
    await server[Symbol.asyncDispose]()
    expect(complaints).toEqual([])
  })

  const table = (page: Page) => page.getByLabel('Table or JSON')
  const look = (page: Page) => page.getByRole('button', { name: 'See what would change' }).click()
  const visit = () => visits.visit(`${server.url}#/prices`)

  test('a table is pasted, looked at and saved, and the book and its week show it', async () => {
    const page = await visits.visit(`${server.url}#/`)
    // From here on the page's time stands still: prices are asked for anew all the same.
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.evaluate(`location.hash = '#/prices'`)
    await page.getByText('There are no prices yet').waitFor()
    await page.getByText('No network has a price for what pods send').waitFor()
    await table(page).fill(csv)
    await look(page)
    await page.getByText('3 rates would change:').waitFor()
    await page.getByRole('button', { name: 'Save as version 1' }).click()
    await page.getByText('Version 1 of the price book is saved').waitFor()
    const book = page.getByRole('region', { name: 'Price book' })
    await book.getByRole('row').nth(3).waitFor()
    expect(await book.getByRole('row').nth(3).innerText()).toMatch(
      /weave\s+sent, to anywhere\s+0.01 EUR per GB\s+Mon Tue Wed Thu Fri 22:00–06:00 Europe\/Berlin/,
    )
    await page.locator('.price-lines').waitFor()
    await page
      .getByText('Not drawn, as without such a price or of another currency or unit: flannel')
      .waitFor()
    await page.locator('.price-lines .plot__room').focus()
    await page.keyboard.press('End')
    await page.locator('.price-lines__cursor').waitFor({ state: 'attached' })
    expect(await table(page).inputValue()).toBe('')
    expect(await seriousFindings(page)).toEqual([])
    if (shots) await page.screenshot({ path: `${shots}/prices.png`, fullPage: true })
  })

  test('junk is said to be junk, line by line, stays in the field over a reload, and is text everywhere', async () => {
    const page = await visit()
    await table(page).fill('<script>alert(1)</script>')
    await look(page)
    await page.locator('.field__fault', { hasText: 'has the column <script>alert(1)</script>' }).waitFor()
    await table(page).fill('{"rates": [')
    await page.getByText('That is no JSON').waitFor()
    expect(await page.getByRole('button', { name: 'See what would change' }).isDisabled()).toBe(true)
    await table(page).fill(csv.replace('0.05', '-0.05').replace('EUR,2026', 'euro,2026'))
    await look(page)
    await page.locator('.field__fault', { hasText: 'line 2: currency is no currency' }).waitFor()
    await page.locator('.field__fault', { hasText: 'line 3: price is no amount' }).waitFor()
    await page.reload()
    expect(await table(page).inputValue()).toContain('-0.05')
    await table(page).fill(
      'network,unit,price,currency,effectiveFrom\n<img src=x>,GB,1,EUR,2026-01-01T00:00:00Z',
    )
    await look(page)
    await page.getByRole('rowheader', { name: '<img src=x>' }).waitFor()
    expect(await page.locator('main img').count()).toBe(0)
    expect(await seriousFindings(page)).toEqual([])
  })

  test('where prices have tiers, one chooses how much the month has carried, and chart and table follow', async () => {
    const stepped = [{ upTo: 1_000, price: '0.09' }, { upTo: 10_000, price: '0.05' }, { price: '0.01' }]
    const rates = [
      priceRate({ network: 'calico', tiers: stepped }),
      priceRate({ network: 'weave', tiers: [{ price: '0.03' }] }),
    ]
    await server.add('POST', '/prices', { rates })
    const page = await visit()
    const chart = page.locator('.price-lines')
    const carried = page.getByLabel('What the month has carried already')
    await chart.waitFor()
    expect(await carried.locator('option').allInnerTexts()).toEqual([
      'less than 1,000 GB',
      '1,000 to 10,000 GB',
      '10,000 GB and more',
    ])
    const legend = chart.locator('.legend__one')
    expect(await legend.allInnerTexts()).toEqual([
      expect.stringMatching(/calico\s+€0.09/),
      expect.stringMatching(/weave\s+€0.03/),
    ])
    await carried.selectOption('10,000 GB and more')
    await legend.filter({ hasText: /calico\s+€0.01/ }).waitFor()
    await chart.getByText('As a table').click()
    expect(await chart.getByRole('cell').allInnerTexts()).toEqual(['€0.01', '€0.03'])
    expect(await seriousFindings(page)).toEqual([])
    if (shots) await page.screenshot({ path: `${shots}/tiers.png`, fullPage: true })

    await server.call('/prices', {
      method: 'POST',
      body: { csv },
      headers: { 'if-match': '*' },
    })
    await page.reload()
    await chart.waitFor()
    expect(await carried.count()).toBe(0)
  })

  test('what pods are expected to cost stands by owner and namespace, the cheapest in a word', async () => {
    await server.add('POST', '/prices', { csv })
    const page = await visit()
    const costs = page.getByRole('region', { name: 'Expected costs' })
    await costs.getByRole('rowheader', { name: 'Deployment/video' }).waitFor()
    expect(await costs.getByRole('rowheader').allInnerTexts()).toEqual([
      'bank',
      'StatefulSet/db',
      'shop',
      'Deployment/video',
      'Deployment/web',
    ])
    const video = costs.getByRole('row').filter({ hasText: 'Deployment/video' })
    expect(await video.innerText()).toMatch(/657 GB sent/)
    expect(await video.innerText()).toMatch(/^Deployment\/video\s+3\s+657 GB sent/)
    expect(await video.innerText()).toMatch(/€177\s+one pod €59.1\s+nine of ten below/)
    expect(await video.innerText()).toMatch(/€98.6\s+cheapest|€19.7\s+cheapest/)
    const shop = costs
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'shop', exact: true }) })
    expect(await shop.innerText()).toMatch(
      /^shop\s+5\s+2 owners\s+pods are counted, their use is 100% sure\s+€178/,
    )
    const bank = costs.getByRole('row').filter({ hasText: 'StatefulSet/db' })
    expect(await bank.innerText()).toMatch(/unknown\s+one pod €1.31/)
    await costs.getByText('nobody has counted all of its pods of late').waitFor()
    await costs.getByRole('button', { name: 'calico' }).click()
    expect((await costs.getByRole('rowheader').allInnerTexts()).slice(3)).toEqual([
      'Deployment/web',
      'Deployment/video',
    ])
    if (shots) await page.screenshot({ path: `${shots}/expected.png`, fullPage: true })
  })

  test('of two people who save at once the second is told, and loses nothing', async () => {
    const [one, other] = [await visit(), await visit()]
    await table(one).fill(csv)
    await look(one)
    await table(other).fill(csv.replace('0.09', '0.08'))
    await look(other)
    await one.getByRole('button', { name: 'Save as version 1' }).click()
    await one.getByText('Version 1 of the price book is saved').waitFor()
    await other.getByRole('button', { name: 'Save as version 1' }).click()
    await other.getByText('Somebody else has saved prices since').waitFor()
    expect(await table(other).inputValue()).toContain('0.08')
    await look(other)
    await other.getByRole('button', { name: 'Save as version 2' }).click()
    await other.getByText('Version 2 of the price book is saved').waitFor()
    await other.getByLabel('Version', { exact: true }).selectOption({ label: 'Version 1: 3 rates' })
    await other.getByText('0.09 EUR per GB').waitFor()
  })
})
