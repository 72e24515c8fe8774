import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildPage, type BuiltPage } from '../support/web/built-page.ts'
import { startClusterPage, type ClusterPage } from '../support/web/cluster-page.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'

const shots = process.env['GENIE_SHOTS']

describe.skipIf(!hasBrowser)(`all nodes in ${browserNote}`, () => {
  let built: BuiltPage
  let visits: Visits
  let server: ClusterPage
  beforeAll(async () => {
    built = await buildPage()
    visits = await Visits.open()
  })
  afterAll(async () => {
    await visits[Symbol.asyncDispose]()
    await built[Symbol.asyncDispose]()
  })
  afterEach(async () => {
    const complaints = await visits.end()
    await server[Symbol.asyncDispose]()
    expect(complaints).toEqual([])
  })

  test('every network of every node has a cell, which leads to its node', async () => {
    server = await startClusterPage(built.directory, 8)
    const page = await visits.visit(server.url)
    await page.getByRole('link', { name: 'All 8 nodes' }).click()
    const row = page.locator('.cluster__row', { hasText: 'genie-node-002' })
    await row.locator('.cell').nth(3).waitFor()
    expect(await page.locator('.cluster__row--head [role=columnheader]').allTextContents()).toEqual([
      'Node',
      'bridge',
      'calico',
      'flannel',
      'macvlan',
    ])
    expect(await row.locator('.cell').first().getAttribute('title')).toMatch(/^bridge: \w+\nMeasured at /)
    expect(await row.locator('.cell').first().innerText()).toMatch(
      /(Healthy|Congested)\s+[01]\.\d\d\s+\d+(\.\d)?%/,
    )
    expect(await seriousFindings(page)).toEqual([])
    if (shots) await page.screenshot({ path: `${shots}/cluster.png` })

    await row.locator('.cell').first().click()
    await page.waitForURL(/node=genie-node-002/)
    await page.getByRole('link', { name: 'Node genie-node-002' }).waitFor()
  })

  test('a node that gives no board says so, keeps what it had, and pausing asks nobody', async () => {
    server = await startClusterPage(built.directory, 3)
    const page = await visits.visit(`${server.url}#/?nodes=all`)
    const row = page.locator('.cluster__row', { hasText: 'genie-node-002' })
    await row.locator('.cell').first().waitFor()
    server.silence('genie-node-002')
    await row.getByText('no answer').waitFor()
    expect(await row.locator('.cell').count()).toBe(4)

    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Resume' }).waitFor()
    const asked = server.boards()
    const score = page.locator('.cluster__row', { hasText: 'genie-node-001' }).locator('.cell').first()
    const before = await score.innerText()
    await page.getByRole('button', { name: 'Resume' }).click()
    await expect.poll(() => server.boards()).toBeGreaterThan(asked)
    await expect.poll(() => score.innerText(), { timeout: 15_000 }).not.toBe(before)
  })
})
