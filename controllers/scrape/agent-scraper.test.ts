import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import type { AgentFigures } from './agent-figures.ts'
import { AgentScraper, type ScraperOptions } from './agent-scraper.ts'

const figures: AgentFigures = new Map([['calico', { score: 0.5 }]])

/** A scraper over agents that answer, fail or are silent as told. */
function scraperOver(nodes: string[], over: Partial<ScraperOptions> = {}) {
  const clock = new ManualClock()
  const asked: string[] = []
  const outcomes: string[] = []
  const scraper = new AgentScraper({
    targets: () => nodes.map((node) => ({ node, host: '127.0.0.1' })),
    fetch: ({ node }) => {
      asked.push(node)
      return Promise.resolve(figures)
    },
    periodMs: 10_000,
    holdMs: 60_000,
    concurrency: 4,
    clock,
    logger: createLogger('silent'),
    onScrape: (outcome) => outcomes.push(outcome),
    ...over,
  })
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      clock.advance(1_000)
      scraper.tick()
      await setImmediate()
    }
  }
  return { scraper, clock, asked, outcomes, pass }
}

test('every agent is asked at once when it is first seen, then once in a period', async () => {
  const { scraper, asked, pass } = scraperOver(['a', 'b', 'c'])
  expect(scraper.all()).toEqual([])
  await pass(1)
  expect([asked.toSorted(), scraper.isComplete]).toEqual([['a', 'b', 'c'], true])
  expect(scraper.all()).toEqual(['a', 'b', 'c'].map((node) => ({ node, figures })))
  await pass(100)
  for (const node of ['a', 'b', 'c'])
    expect(asked.filter((each) => each === node).length).toBeLessThanOrEqual(12)
  for (const node of ['a', 'b', 'c'])
    expect(asked.filter((each) => each === node).length).toBeGreaterThanOrEqual(10)
})

test('no more agents are asked at a time than allowed, and all get their turn', async () => {
  const waiting: (() => void)[] = []
  let most = 0
  let now = 0
  const { scraper, pass, outcomes } = scraperOver(
    Array.from({ length: 20 }, (_none, index) => `node-${index}`),
    {
      fetch: async () => {
        most = Math.max(most, (now += 1))
        await new Promise<void>((resolve) => waiting.push(resolve))
        now -= 1
        return figures
      },
    },
  )
  await pass(1)
  expect([most, scraper.isComplete]).toEqual([4, false])
  while (waiting.length > 0) {
    waiting.shift()?.()
    await setImmediate()
  }
  expect([most, scraper.isComplete, outcomes.length]).toEqual([4, true, 20])
})

test('an agent that fails is asked ever more seldom; its last figures count for a while, then no longer', async () => {
  let works = true
  const { scraper, pass, outcomes } = scraperOver(['a'], {
    fetch: () => (works ? Promise.resolve(figures) : Promise.reject(new Error('Cannot read it'))),
  })
  await pass(1)
  works = false
  await pass(30)
  expect(scraper.all()).toEqual([{ node: 'a', figures }])
  await pass(60)
  expect([scraper.all(), scraper.isComplete]).toEqual([[{ node: 'a', figures: null }], true])
  await pass(500)
  expect(outcomes.filter((outcome) => outcome === 'failed').length).toBeLessThan(10)
  works = true
  await pass(161)
  expect(scraper.all()).toEqual([{ node: 'a', figures }])
})

test('an agent that is gone is forgotten, and one at a new address is asked at once', async () => {
  const nodes = ['a', 'b']
  let host = '10.0.0.1'
  const asked: string[] = []
  const { scraper, pass } = scraperOver(nodes, {
    targets: () => nodes.map((node) => ({ node, host })),
    fetch: (target) => {
      asked.push(`${target.node} ${target.host}`)
      return Promise.resolve(figures)
    },
  })
  await pass(1)
  nodes.pop()
  host = '10.0.0.2'
  await pass(1)
  expect(scraper.all().map(({ node }) => node)).toEqual(['a'])
  expect(asked).toContain('a 10.0.0.2')
})
