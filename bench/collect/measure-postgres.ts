import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { Percentiles } from '../summary.ts'
import { measureCatchUp, type CatchUpFigures } from './catch-up.ts'

const execute = promisify(execFile)

/** A cluster of 5 000 nodes with 4 networks each, measured every 10 s. */
const rowsPerSecond = 2_000
const mostSeconds = 5

/** How a writer of wide rows did. */
export interface WriterFigures {
  readonly rowsPerSecond: number
  /** Of the process that writes, and of the server's process that takes it. */
  readonly writerShareOfCore: number
  readonly serverShareOfCore: number
  readonly statementMs: Percentiles
}

/** What the cluster's database costs. */
export interface PostgresFigures {
  /** At the rate of 5 000 nodes. */
  readonly steady: WriterFigures
  /** By one writer without a pause. */
  readonly most: WriterFigures
  readonly catchUp: CatchUpFigures
}

/** Whether it is as cheap as it has to be: the rate of 5 000 nodes at less than a third of a core of the writer. */
export function isCheap({ steady }: PostgresFigures): boolean {
  return steady.rowsPerSecond > 0.95 * rowsPerSecond && steady.writerShareOfCore <= 0.3
}

/** Starts a PostgreSQL of its own, syncing as usual, writes at the rate of a large cluster for so many seconds, then a day's rows of one node. */
export async function measurePostgres(seconds: number): Promise<PostgresFigures> {
  const database = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../test/support/postgres-process.ts')],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  try {
    const [url] = (await Promise.race([
      once(createInterface(database.stdout), 'line'),
      once(database, 'exit').then(() => {
        throw new Error('Cannot measure as PostgreSQL does not start: install the Debian package postgresql')
      }),
    ])) as [string]
    return {
      steady: await write(url, rowsPerSecond, seconds),
      most: await write(url, 0, mostSeconds),
      catchUp: await measureCatchUp(url),
    }
  } finally {
    const gone = once(database, 'exit')
    database.stdin.end()
    if (database.exitCode === null) await gone
  }
}

async function write(url: string, rate: number, seconds: number): Promise<WriterFigures> {
  const program = join(import.meta.dirname, 'write-samples-steadily.ts')
  const { stdout } = await execute(process.execPath, [program, url, String(rate), String(seconds)])
  return JSON.parse(stdout) as WriterFigures
}
