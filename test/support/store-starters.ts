import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const program = join(import.meta.dirname, 'open-store-process.ts')
const beginning = join(import.meta.dirname, 'begin-databases-process.ts')
const execute = promisify(execFile)

/** Has so many processes open a database at once, each to store a decision: `d0`, `d1` ... Fails if one of them does. */
export async function startTogether(path: string, starters: number): Promise<void> {
  await Promise.all(
    Array.from({ length: starters }, (_, index) =>
      execute(process.execPath, [program, path, `d${index}`], { timeout: 60_000 }),
    ),
  )
}

/** Has so many processes begin the same sixty databases at once. Fails if one of them does. */
export async function beginTogether(path: string, starters: number): Promise<void> {
  await Promise.all(
    Array.from({ length: starters }, () => execute(process.execPath, [beginning, path], { timeout: 60_000 })),
  )
}
