import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { kpiScoreWith, networkWith } from '../support/page-records.ts'
import { makeNetworkSample } from '../support/store-records.ts'
import { builtPage } from '../support/web/built-page.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'
import { startPageServer, type PageServer } from './web-page-server.ts'

const shots = process.env['GENIE_SHOTS']
const board = (...networks: ReturnType<typeof networkWith>[]) => ({
  at: Date.now(),
  node: 'node-1',
  networks,
})
const measured = (
  name: string,
  latencyP95Ms: number,
  part: Parameters<typeof networkWith>[1] = {},
  at = Date.now(),
) => ({
  ...networkWith(name, {
    kpis: [
      kpiScoreWith(),
      kpiScoreWith({ kpi: 'latency', reading: latencyP95Ms, value: 1 / latencyP95Ms, good: 1, bad: 20 }),
    ],
    ...part,
  }),
  sample: makeNetworkSample({
    network: name,
    at,
    latencyP50Ms: latencyP95Ms / 2,
    latencyP95Ms,
    lossRatio: 0.001,
  }),
})

describe.skipIf(!hasBrowser)(`the networks in ${browserNote}`, () => {
  let built: string
  let visits: Visits
  let server: PageServer
  beforeAll(async () => {
    built = await builtPage()
    visits = await Visits.open()
  })
  afterAll(async () => {
    await visits[Symbol.asyncDispose]()
  })
  afterEach(async () => {
    const complaints = await visits.end()
    await server[Symbol.asyncDispose]()
    expect(complaints).toEqual([])
  })

  const parts = [
    measured('quick', 2, { rank: 1, score: 0.6 }),
    measured('slow', 9, { rank: 2, score: 0.8, missesSla: 'latency 9 ms, 5 ms at most' }),
    measured('resting', 3, {
      rank: null,
      score: 0.9,
      excluded: { code: 'cooling-down', detail: 'it has refused a pod, until 12:00:30' },
    }),
  ]

  test('who meets the SLA comes first, whatever the scores are, and who takes no pod says why', async () => {
    server = await startPageServer(built, board(...parts))
    const page = await visits.visit(server.url)
    await page.getByRole('rowheader', { name: 'Meet the SLA' }).waitFor()
    expect(await page.locator('.board__group, .row__name').allTextContents()).toEqual([
      'Meet the SLA',
      'quick',
      'Miss the SLA',
      'slow',
      'Take no pod now',
      'resting',
    ])
    const resting = page.locator('.row', { hasText: 'resting' })
    await resting.locator('.mark--coolingDown', { hasText: 'Cooling down' }).waitFor()
    await resting.getByText('it has refused a pod').waitFor()
    expect(await seriousFindings(page)).toEqual([])

    server.send('board', board(measured('quick', 2), measured('slow', 3, { rank: 2 })))
    await page.locator('.board__group').first().waitFor({ state: 'detached' })
  })

  test('two are pinned side by side, the better figure marked by a word, and the address keeps them', async () => {
    server = await startPageServer(built, board(...parts))
    const page = await visits.visit(server.url)
    await page.getByRole('button', { name: 'Pin quick, to compare it' }).click()
    await page.getByText('quick is pinned: pin another one').waitFor()
    await page.getByRole('button', { name: 'Pin slow, to compare it' }).press('Enter')
    const table = page.getByRole('table', { name: 'Side by side' })
    await table.getByRole('columnheader', { name: 'slow' }).waitFor()
    const latency = table.getByRole('row').filter({ hasText: 'Latency' })
    expect(await latency.getByRole('cell').allInnerTexts()).toEqual([
      expect.stringMatching(/^2.ms\s*better$/),
      expect.stringMatching(/^9.ms$/),
    ])
    const score = table.getByRole('row').filter({ hasText: 'Score' })
    expect(await score.getByRole('cell').allInnerTexts()).toEqual([
      '0.600',
      expect.stringMatching(/^0.800\s*better$/),
    ])
    if (shots) await page.screenshot({ path: `${shots}/board.png`, fullPage: true })
    await page.reload()
    await table.getByRole('columnheader', { name: 'quick' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Pin slow, to compare it' }).click()
    await table.waitFor({ state: 'detached' })
  })

  test('what networks have measured is drawn from one board to the next', async () => {
    const at = Date.now()
    server = await startPageServer(built, board(measured('quick', 2, {}, at - 30_000)))
    const page = await visits.visit(server.url)
    const line = page.locator('.trend--latency .trend__line')
    await line.waitFor({ state: 'attached' })
    const corners = async () => ((await line.getAttribute('d')) ?? '').split('L').length
    expect(await corners()).toBe(1)
    for (const [step, latency] of [3, 4].entries())
      server.send('board', board(measured('quick', latency, {}, at - 20_000 + step * 10_000)))
    await expect.poll(corners).toBe(3)
    await page.locator('.row__probes').hover()
    await page.getByRole('tooltip').filter({ hasText: 'There and back, p50', visible: true }).waitFor()
  })
})
