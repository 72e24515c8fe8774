import { loadavg } from 'node:os'
import { percentilesOf, type Percentiles } from '../summary.ts'
import { startJsonProcess } from './json-process.ts'
import { measureAgents, type AgentsFigures } from './measure-agents.ts'
import { measurePostgres, type PostgresFigures } from './measure-postgres.ts'

/** What collecting costs. */
export interface CollectFigures {
  readonly agent: AgentsFigures
  /** A database after more than a year: at most 64 MB, and 1 ms for the last minute of all networks. */
  readonly file: {
    readonly bytes: number
    readonly lastMinuteMs: Percentiles
  }
  /** One round whose servers never answer, beside a source that works. */
  readonly dead: DeadFigures
  /** Five thousand nodes' rows to PostgreSQL: at most 30 % of a core of the writer. */
  readonly postgres: PostgresFigures
  /** Programs that wanted a core at the end, on average of a minute: above the cores there are, times are of waits too. */
  readonly load: number
}

/** What `dead-sources.ts` says. */
interface DeadFigures {
  readonly durationMs: number
  /** The longest that one of the sources may take: they are asked side by side. */
  readonly limitMs: number
  readonly dead: number
  /** Samples of the round that have the figures of the source that works; there are four networks. */
  readonly stored: number
}

const roundMs = 10_000
const reads = 2_000

/** The agent over so many rounds of ten seconds, its database, a round without answers; PostgreSQL for a second each. */
export async function measureCollect(rounds: number): Promise<CollectFigures> {
  return {
    agent: await measureAgents(rounds * roundMs),
    file: await measureFile(reads),
    dead: await measureDead(),
    postgres: await measurePostgres(rounds),
    load: loadavg()[0] ?? NaN,
  }
}

/** Size and times of a database as it is after more than a year. */
export async function measureFile(times: number): Promise<CollectFigures['file']> {
  await using file = await startJsonProcess('steady-file.ts', [String(times)])
  const { bytes, readMs } = file.said as { bytes: number; readMs: number[] }
  return { bytes, lastMinuteMs: percentilesOf(readMs) }
}

/** A round of a collector whose servers take connections and never answer. */
export async function measureDead(): Promise<DeadFigures> {
  await using round = await startJsonProcess('dead-sources.ts', [])
  return round.said as DeadFigures
}

/** Whether a dead server cost no sample of another source; how fast it all was is for people to judge. */
export function lostNothing({ dead }: Pick<CollectFigures, 'dead'>): boolean {
  return dead.dead > 0 && dead.stored === 4
}
