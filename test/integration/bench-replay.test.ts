import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { figuresOf } from '../../bench/replay/figures-of.ts'
import { policies, type PolicyName } from '../../bench/replay/policies/policies.ts'
import { replayStored } from '../../bench/replay/replay-stored.ts'
import { labels } from '../../bench/replay/report-labels.ts'
import { usualScenario } from '../../bench/replay/scenario.ts'
import { simulate } from '../../bench/replay/simulate.ts'
import { traceOf } from '../../bench/replay/trace.ts'

const page = readFileSync(new URL('../../docs/benchmarks.md', import.meta.url), 'utf8')

/** The mean regret that the page says of a policy. */
const written = (name: PolicyName) =>
  Number(
    page
      .split('\n')
      .find((line) => line.startsWith(`| ${labels[name] ?? ''} `))
      ?.split('|')[2]
      ?.split('±')[0],
  )

/** Seeds that the page is not made of. */
const traces = [501, 502].map((seed) => traceOf({ ...usualScenario, seconds: 5_400 }, seed))
const outcomesOf = async (name: PolicyName) => {
  const outcomes = []
  for (const trace of traces) outcomes.push(await simulate(trace, policies[name]))
  return outcomes
}

/** Far enough apart that two seeds tell them from each other. */
const inOrder = ['oracle', 'ours', 'powerOfTwo', 'roundRobin', 'genie'] as const

test('docs/benchmarks.md and a quick run put policies in the same order', { timeout: 120_000 }, async () => {
  const oracles = await outcomesOf('oracle')
  const measured: number[] = []
  for (const name of inOrder)
    measured.push(figuresOf(name === 'oracle' ? oracles : await outcomesOf(name), oracles).regret.mean)
  const ascending = (figures: readonly number[]) => figures.toSorted((one, other) => one - other)
  expect(measured).toEqual(ascending(measured))
  expect(inOrder.map(written)).toEqual(ascending(inOrder.map(written)))
})

test('the simulation is the same whenever it is played', { timeout: 60_000 }, async () => {
  const trace = traceOf({ ...usualScenario, seconds: 1_800 }, 7)
  expect(traceOf(trace.scenario, 7)).toEqual(trace)
  const [one, other] = [await simulate(trace, policies.ours), await simulate(trace, policies.ours)]
  expect(one).toEqual(other)
  expect(one.placements.length).toBeGreaterThan(20)
})

test(
  'decisions of the simulation, stored and read, are made again bit for bit',
  { timeout: 60_000 },
  async () => {
    const { replayed, replayedSame } = await replayStored(1)
    expect(replayed).toBeGreaterThan(500)
    expect(replayedSame).toBe(true)
  },
)
