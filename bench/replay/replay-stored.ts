import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replay } from '../../selector/pipeline/replay/replay.ts'
import type { DecisionStore } from '../../store/decision-store.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { SimulatedSelector } from './policies/ours.ts'
import { usualScenario } from './scenario.ts'
import { simulate } from './simulate.ts'
import { firstSeed, traceOf } from './trace.ts'

/** Decisions that were made, stored, read and made again. */
export interface Replayed {
  readonly replayed: number
  readonly replayedSame: boolean
}

const wanted = 10_000
const pageSize = 500

/**
 * Plays the product with its decisions in a real database until there are ten thousand, or all seeds are played, and makes
 * each again from what is stored of it. The same means every bit of every candidate, and the sentence.
 */
export async function replayStored(seeds: number): Promise<Replayed> {
  let [replayed, same] = [0, 0]
  for (let seed = firstSeed; seed < firstSeed + seeds && replayed < wanted; seed += 1) {
    const [all, alike] = await replaySeed(seed)
    replayed += all
    same += alike
  }
  return { replayed, replayedSame: replayed > 0 && same === replayed }
}

async function replaySeed(seed: number): Promise<readonly [all: number, alike: number]> {
  const directory = await mkdtemp(join(tmpdir(), 'genie-bench-replay-'))
  await using ground = new AsyncDisposableStack()
  ground.defer(() => rm(directory, { recursive: true }))
  const { decisions } = ground.use(await openSqliteStores(join(directory, 'genie.db')))
  const trace = traceOf(usualScenario, seed)
  const { placements } = await simulate(trace, (about) => new SimulatedSelector(about, {}, decisions))
  const counts = await replayAll(decisions)
  if (counts[0] !== placements.length)
    throw new Error(
      `Cannot replay as ${String(counts[0])} of ${String(placements.length)} decisions are stored`,
    )
  return counts
}

/** Page by page, newest first. */
async function replayAll(store: DecisionStore): Promise<readonly [all: number, alike: number]> {
  let [all, alike] = [0, 0]
  for (let before: string | null | undefined; before !== null;) {
    const page = await store.page({ limit: pageSize, ...(before !== undefined && { before }) })
    for (const decision of page.decisions) alike += Number(replay(decision).isSame)
    all += page.decisions.length
    before = page.next
  }
  return [all, alike]
}
