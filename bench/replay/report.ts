import { writeFile } from 'node:fs/promises'
import { markdownTable } from '../markdown-table.ts'
import { benchmarksPage, writeSection } from '../write-section.ts'
import { chartOf } from './chart.ts'
import type { Estimate } from './estimate.ts'
import type { PolicyFigures, SilenceFigures } from './figures-of.ts'
import type { ReplayFigures } from './measure-replay.ts'
import { labels } from './report-labels.ts'

/** Writes the replay's section of docs/benchmarks.md, and its chart. */
export async function writeReplay(figures: ReplayFigures): Promise<void> {
  await writeSection(benchmarksPage, 'replay', reportOf(figures))
  await writeFile(new URL('benchmarks.svg', benchmarksPage), chartOf(figures))
}

/** The section: tables, the best first. */
export function reportOf({
  seeds,
  firstSeed,
  policies,
  ablations,
  settings,
  silence,
  replayed,
  replayedSame,
}: ReplayFigures): string {
  return [
    `Seeds ${String(firstSeed)} to ${String(firstSeed + seeds - 1)}; means, with the half width of their 95 % confidence intervals.`,
    policyTable('policy', policies),
    '![Regret and congested time by policy](benchmarks.svg)',
    '### What each part does',
    policyTable('the product', { ours: policies.ours, ...ablations }),
    '### Other settings',
    settingTable(settings),
    '### The collector is silent for five minutes',
    silenceTable(silence),
    '### Stored decisions, made again',
    `${String(replayed)} decisions from SQLite, ${replayedSame ? 'all the same, bit for bit' : '**not all the same**'}.`,
  ].join('\n\n')
}

function policyTable(first: string, figures: Readonly<Record<string, PolicyFigures>>): string {
  const sorted = Object.entries(figures).sort(([, one], [, other]) => one.regret.mean - other.regret.mean)
  return markdownTable(
    [first, 'regret', 'congested time %', 'over the oracle, points', 'p95 latency ms'],
    sorted.map(([name, { regret, congested, congestedOverOracle, latencyP95Ms }]) => [
      labels[name] ?? name,
      text(regret, 1, 4),
      text(congested, 100, 2),
      text(congestedOverOracle, 100, 2),
      text(latencyP95Ms, 1, 2),
    ]),
  )
}

function settingTable(settings: ReplayFigures['settings']): string {
  return markdownTable(
    ['setting', 'regret', 'round robin', 'congested time %', 'oracle %', 'round robin %'],
    Object.entries(settings).map(([name, { ours, oracle, roundRobin }]) => [
      settingLabel(name),
      text(ours?.regret, 1, 4),
      text(roundRobin?.regret, 1, 4),
      text(ours?.congested, 100, 2),
      text(oracle?.congested, 100, 2),
      text(roundRobin?.congested, 100, 2),
    ]),
  )
}

function settingLabel(name: string): string {
  const poll = /^poll(\d+)s$/.exec(name)?.[1]
  if (poll !== undefined) return `a round every ${poll} s`
  return name === 'twoNetworks' ? 'two networks' : 'eight networks'
}

function silenceTable(silence: Readonly<Record<string, SilenceFigures>>): string {
  const sorted = Object.entries(silence).sort(([, one], [, other]) => one.regret.mean - other.regret.mean)
  return markdownTable(
    ['policy', 'regret', 'congested time %', 'largest share of the burst', 'congested in the 2 min after %'],
    sorted.map(([name, { regret, congested, largestShareOfBurst, congestedAfter }]) => [
      labels[name] ?? name,
      text(regret, 1, 4),
      text(congested, 100, 2),
      text(largestShareOfBurst, 1, 2),
      text(congestedAfter, 100, 2),
    ]),
  )
}

function text(estimate: Estimate | undefined, scale: number, digits: number): string {
  if (estimate === undefined) return ''
  return `${(estimate.mean * scale).toFixed(digits)} ± ${(estimate.ci95 * scale).toFixed(digits)}`
}
