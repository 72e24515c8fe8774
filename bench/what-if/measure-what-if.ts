import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { replayAll } from '../../selector/replay/replay-all.ts'
import { lookBack } from '../../selector/what-if/look-back.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { randomDecisions } from './random-decisions.ts'

const [candidates, seed, nsPerMs] = [4, 1, 1e6]

/** What a look back took. */
export interface WhatIfFigures {
  readonly decisions: number
  readonly candidates: number
  /** Bytes of the file that one decision takes. */
  readonly bytesPerDecision: number
  readonly whatIf: Timed
  readonly replay: Timed
  readonly replayedSame: number
}

interface Timed {
  readonly seconds: number
  /** What the thread itself has worked: machines are busy with other things too. */
  readonly processorSeconds: number
  /** How late somebody else had the thread at most meanwhile. */
  readonly longestTurnMs: number
}

/** So many stored decisions of four networks, looked back at by other weights, and made again. */
export async function measureWhatIf(count: number): Promise<WhatIfFigures> {
  const directory = await mkdtemp(join(tmpdir(), 'genie-what-if-'))
  try {
    await using stores = await openSqliteStores(join(directory, 'genie.db'))
    for (const decision of randomDecisions({ count, seed, candidates }))
      await stores.decisions.insert(decision)
    const bytesPerDecision = Math.round((stores.bytes?.() ?? 0) / count)
    await whatIf(stores, count)
    const timed = await time(() => whatIf(stores, count))
    let replayedSame = 0
    const replay = await time(async () => {
      replayedSame = (await replayAll(stores.decisions)).same
    })
    return { decisions: count, candidates, bytesPerDecision, whatIf: timed, replay, replayedSame }
  } finally {
    await rm(directory, { recursive: true })
  }
}

/** Whether every decision came out the same. */
export function isSameAgain({ decisions, replayedSame }: WhatIfFigures): boolean {
  return replayedSame === decisions
}

async function whatIf({ decisions }: Stores, last: number): Promise<void> {
  await lookBack(decisions, { weights: { price: 9 }, last }, { classesOf: () => [], nowMs: Date.now() })
}

async function time(work: () => Promise<void>): Promise<Timed> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const startMs = performance.now()
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  delay.disable()
  return {
    seconds: (performance.now() - startMs) / 1_000,
    processorSeconds: (user + system) / 1e6,
    longestTurnMs: delay.max / nsPerMs,
  }
}
