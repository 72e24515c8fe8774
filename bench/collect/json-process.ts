import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const folder = join(import.meta.dirname, '../../test/support/collect')

/** A program of the tests that has printed a line of JSON, and goes on until it is stopped. */
export interface JsonProcess extends AsyncDisposable {
  readonly said: unknown
  /** Has it end, and answers its last line; null if there was one only. */
  finish(): Promise<unknown>
}

/**
 * Starts a program of `test/support/collect` and waits for its first line.
 * @throws {Error} if it ends without one
 */
export async function startJsonProcess(name: string, args: readonly string[]): Promise<JsonProcess> {
  const child = spawn(process.execPath, [join(folder, name), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next()
    return done === true ? null : JSON.parse(value)
  }
  const said = await next()
  if (said === null) throw new Error(`Cannot measure as ${name} ended without a word: see its log above`)
  const finish = async () => {
    child.stdin.end()
    const last = await next()
    await ended
    return last
  }
  return {
    ...{ said, finish },
    async [Symbol.asyncDispose]() {
      await finish()
    },
  }
}
