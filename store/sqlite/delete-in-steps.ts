import type { Statement } from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'

/** Rows a step removes: some milliseconds of work, so that a pod that starts meanwhile is not kept waiting. */
const rowsAStep = 2_000

/** Runs a DELETE whose parameters are a time and a number of rows until it finds no more; answers how many went. */
export async function deleteInSteps(
  statement: Statement<[number, number]>,
  beforeMs: number,
): Promise<number> {
  let removed = 0
  for (;;) {
    const { changes } = statement.run(beforeMs, rowsAStep)
    removed += changes
    if (changes < rowsAStep) return removed
    await setImmediate()
  }
}
