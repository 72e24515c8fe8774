import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser } from '../../lab/open-browser.ts'
import {
  candidateWith,
  decisionWith,
  kpiScoreWith,
  networkWith,
  sourceWith,
} from '../support/page-records.ts'
import { makeNetworkSample } from '../support/store-records.ts'
import { builtPage } from '../support/web/built-page.ts'
import { filesOfFirstView } from '../support/web/files-of-first-view.ts'
import { startPageServer } from './web-page-server.ts'

const board = (...networks: ReturnType<typeof networkWith>[]) => ({
  at: Date.now(),
  node: 'node-1',
  networks,
})
const [slow, fast] = [
  networkWith('slow', { rank: 2, score: 0.4 }),
  networkWith('fast', { rank: 1, score: 0.9 }),
]

let built: string
beforeAll(async () => {
  built = await builtPage()
})

test('the first view is under 75 kB as it is sent, with nothing inline and nothing from elsewhere', () => {
  const html = readFileSync(join(built, 'index.html'), 'utf8')
  const files = filesOfFirstView(built)
  const asSent = (file: string) => [`${file}.br`, file].find((each) => existsSync(join(built, each))) ?? file
  const bytes = files.reduce((sum, file) => sum + statSync(join(built, asSent(file))).size, 0)
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file)
  expect(files).toEqual(expect.arrayContaining(named))
  expect(files.length).toBeLessThanOrEqual(15)
  expect(bytes).toBeGreaterThan(10_000)
  expect(bytes).toBeLessThanOrEqual(75_000)
  expect(html).not.toMatch(/<style|style=|<script(?![^>]* src=)|https?:/)
})

describe.skipIf(!existsSync(chromiumPath))(
  `the page in ${chromiumPath} (skipped where it is missing)`,
  () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))
    afterAll(() => browser.close())

    /** Opens the page and collects what the browser complains about. */
    async function visit(url: string): Promise<{ page: Page; complaints: string[] }> {
      const page = await browser.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      await page.goto(url)
      return { page, complaints }
    }

    test('follows ranks and decisions without a reload, and breaks no rule of the policy', async () => {
      await using server = await startPageServer(built, board(slow, fast))
      const { page, complaints } = await visit(server.url)
      await page.getByText('No pod has asked yet').waitFor()
      expect(await page.locator('.row__name').allTextContents()).toEqual(['fast', 'slow'])

      server.send('board', board(networkWith('fast', { rank: 2 }), networkWith('slow', { rank: 1 })))
      await page.locator('.next__name', { hasText: 'slow' }).waitFor()
      expect(await page.locator('.row__name').allTextContents()).toEqual(['slow', 'fast'])

      server.send('decision', decisionWith({ outcome: 'planned' }))
      await page.locator('.decision', { hasText: 'Planned' }).waitFor()
      server.send('decision', decisionWith({ outcome: 'attached' }))
      await page.locator('.decision', { hasText: 'Attached' }).waitFor()
      expect(await page.locator('.decision').count()).toBe(1)
      expect(complaints).toEqual([])
    })

    test('says where the figures come from, and what is wrong with the rest', async () => {
      await using server = await startPageServer(built, board(fast))
      const fault = 'Cannot read https://10.0.0.1:10250/stats/summary as it answers 403: give the rights'
      server.sources = [
        sourceWith({ name: 'kubelet-summary', networks: 0, isAvailable: false, fault }),
        sourceWith({ name: 'sysfs' }),
      ]
      const { page, complaints } = await visit(server.url)
      await page.locator('.source', { hasText: 'sysfs' }).waitFor()
      expect(await page.locator('.source').allTextContents()).toEqual(['sysfs', 'kubelet-summary'])
      await page.locator('.source', { hasText: 'kubelet-summary' }).hover()
      await page.getByRole('tooltip').filter({ hasText: fault, visible: true }).waitFor()
      expect(complaints).toEqual([])
    })

    test('names the node of an agent, and lets one choose where there are several', async () => {
      await using server = await startPageServer(built, board(fast))
      const { page, complaints } = await visit(server.url)
      await page.locator('.top__node', { hasText: /^node-1$/ }).waitFor()
      expect(await page.getByRole('button', { name: 'Node' }).count()).toBe(0)
      expect(page.url()).toBe(server.url)

      server.nodes = [
        { name: 'node-1', seenAt: Date.now() },
        { name: 'node 2', seenAt: Date.now() - 8_000_000 },
      ]
      await page.reload()
      await page.waitForURL(`${server.url}?node=node-1`)
      await page.getByRole('button', { name: 'Node node-1' }).press('Enter')
      expect(await page.getByRole('list', { name: 'Nodes' }).getByRole('link').allInnerTexts()).toEqual([
        'node-1',
        'node 2\nseen 2 hr ago',
      ])
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.waitForURL(`${server.url}?node=node+2`)
      await page.locator('.row').first().waitFor()
      expect(server.asked.slice(-4).every((url) => url.endsWith('node=node%202'))).toBe(true)
      expect(complaints).toEqual([])
    })

    test('finds one of many nodes by a part of its name', async () => {
      await using server = await startPageServer(built, board(fast))
      server.nodes = Array.from({ length: 300 }, (_, index) => ({
        name: `node-${index}`,
        seenAt: Date.now(),
      }))
      const { page } = await visit(server.url)
      const nodes = page.getByRole('list', { name: 'Nodes' })
      await page.getByRole('button', { name: 'Node node-1' }).click()
      expect(await nodes.getByRole('link').count()).toBe(100)
      await page.getByText('and 200 more').waitFor()
      await page.keyboard.type('299')
      await page.getByRole('link', { name: 'node-299' }).waitFor()
      expect(await nodes.getByRole('link').count()).toBe(1)
      await page.keyboard.press('Escape')
      expect(await nodes.getByRole('link').count()).toBe(0)
    })

    test('keeps the rows in place under the pointer, and puts them right when it leaves', async () => {
      await using server = await startPageServer(built, board(slow, fast))
      const { page } = await visit(server.url)
      await page.locator('.row', { hasText: 'slow' }).hover()
      server.send('board', board(networkWith('fast', { rank: 2 }), networkWith('slow', { rank: 1 })))
      await page.locator('.next__name', { hasText: 'slow' }).waitFor()
      expect(await page.locator('.row__name').allTextContents()).toEqual(['fast', 'slow'])
      await page.mouse.move(1, 1)
      await page.locator('.row:first-child', { hasText: 'slow' }).waitFor()
    })

    test('shows what probes measured and where networks go, and no column of what nobody measured', async () => {
      const sample = makeNetworkSample({ latencyP95Ms: 0.42, lossRatio: 0.0125, responseTimeMs: 1.8 })
      const probed = {
        ...networkWith('probed', { rank: 1 }),
        sample,
        forecast: {
          network: 'probed',
          at: 0,
          addresses: { inSeconds: 10_800, confidence: 0.95 },
          utilization: null,
        },
      }
      await using server = await startPageServer(built, board(probed, networkWith('silent', { rank: 2 })))
      const { page, complaints } = await visit(server.url)
      const cells = page.locator('.row__probes')
      await cells.first().waitFor()
      expect(await cells.first().innerText()).toMatch(/^0.42.ms\n≤.1.3% loss\n1.8.ms HTTP$/)
      expect(await cells.nth(1).innerText()).toBe('unknown')
      expect(await page.locator('.outlook').allInnerTexts()).toEqual([
        expect.stringMatching(/^used up in about 3.h$/),
      ])
      expect(await page.locator('.legend__one').allTextContents()).toEqual([
        'Congestion',
        'Assumed, not measured',
      ])

      server.board = board(slow, fast)
      await page.reload()
      await page.locator('.row').first().waitFor()
      expect(await cells.count()).toBe(0)
      expect(complaints).toEqual([])
    })

    test('opens a decision by its link, shows names as text, and closes with Escape', async () => {
      await using server = await startPageServer(built, board(fast))
      const name = '<img src=x onerror=alert(1)>'
      server.decisions = [decisionWith({ id: 'd 1/ü', pod: { namespace: 'default', name, uid: 'u' } })]
      const { page, complaints } = await visit(`${server.url}#/decisions/d%201%2F%C3%BC`)
      await page.locator('.why__title', { hasText: name }).waitFor()
      expect(await page.locator('img').count()).toBe(0)
      await page.keyboard.press('Escape')
      await page.locator('dialog:not([open])').waitFor({ state: 'attached' })
      await page.waitForURL(`${server.url}#/`)
      expect(complaints).toEqual([])
    })

    test('tells all picks of a decision, what was tried, who misses the SLA, how it fits and what it costs', async () => {
      const cost = { currency: 'EUR', perMonth: 3.234, perMonthP90: 5, perGigabyte: 0.1 }
      const told = { ...cost, confidence: 0.3, monthToDateGigabytes: 0, version: 7 }
      const fit = kpiScoreWith({ kpi: 'fit', reading: 0.75, source: 'profile' })
      const gone = {
        code: 'cooling-down',
        detail: 'it has just failed (full) and is left alone for 30 s',
      } as const
      await using server = await startPageServer(built, {
        ...board(networkWith('net-a'), networkWith('net-c', { rank: null, excluded: gone })),
      })
      server.decisions = [
        decisionWith({
          chosen: 'net-a',
          picks: ['net-a', 'net-b'],
          wantedPicks: 2,
          degraded: true,
          tried: [{ network: 'net-c', error: 'full' }],
          candidates: [
            candidateWith({ kpis: [kpiScoreWith(), fit], cost: told, inBand: true }),
            candidateWith({
              network: 'net-b',
              rank: 2,
              score: 0.4,
              missesSla: 'latency 9 ms of at most 2 ms',
            }),
            candidateWith({ network: 'net-c', rank: null, excluded: gone }),
          ],
        }),
      ]
      const { page, complaints } = await visit(server.url)
      expect(await page.locator('.decision__network').innerText()).toMatch(/net-a, net-b$/)
      expect(await page.locator('.row .excluded').allInnerTexts()).toEqual([
        'Has just failed: it has just failed (full) and is left alone for 30 s',
      ])
      await page.locator('.decision__pod').click()
      const why = page.locator('.why')
      await why.locator('.candidates').waitFor()
      expect(await why.locator('.why__title').innerText()).toBe('default/pod → net-a, net-b')
      expect(await why.locator('header > .why__note').allInnerTexts()).toEqual([
        'Before it net-c was tried, and failed: full',
        'Not all of these networks meet the SLA.',
      ])
      expect(await why.locator('.candidates thead th').allInnerTexts()).toEqual([
        'net-a\nchosen',
        'net-b\nchosen\nmisses the SLA: latency 9 ms of at most 2 ms',
        'net-c\nexcluded',
      ])
      expect(await why.locator('.candidates tbody th').allInnerTexts()).toEqual([
        expect.stringMatching(/Congestion/),
        expect.stringMatching(/Fit/),
      ])
      expect(await why.locator('.candidates tfoot tr').last().innerText()).toBe(
        'Expected to cost\t€3.23 a month\tunknown\tunknown',
      )
      expect(await why.locator('.why__inputs').innerText()).toContain(
        '€3.23 a month, nine of ten such pods up to €5; by price book 7',
      )
      expect(complaints).toEqual([])
    })

    test('says when the connection is lost, comes back by itself, and stands still while paused', async () => {
      await using server = await startPageServer(built, board(slow, fast))
      const { page } = await visit(server.url)
      const status = page.locator('.link__word')
      await page.locator('.link--live').waitFor()
      server.refuseStreams(true)
      await page.locator('.link--lost').waitFor()
      expect(await status.textContent()).toMatch(/^Connection lost since \d\d:\d\d:\d\d$/)

      server.board = board(networkWith('new', { rank: 1 }))
      server.refuseStreams(false)
      await page.locator('.next__name', { hasText: 'new' }).waitFor()
      await page.locator('.link--live').waitFor()

      await page.getByRole('button', { name: 'Pause' }).click()
      expect(await status.textContent()).toMatch(/^Paused since/)
      server.board = board(networkWith('newer', { rank: 1 }))
      await page.getByRole('button', { name: 'Resume' }).click()
      await page.locator('.next__name', { hasText: 'newer' }).waitFor()
    })
  },
)
