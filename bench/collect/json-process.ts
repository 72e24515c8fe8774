import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const folder = join(import.meta.dirname, '../../test/support/collect')

/** A program of the tests that has printed a line of JSON, and goes on until it is stopped. */
export interface JsonProcess extends AsyncDisposable {
  readonly said: unknown
}

/**
 * Starts a program of `test/support/collect` and waits for its first line.
 * @throws {Error} if it ends without one
 */
export async function startJsonProcess(name: string, args: readonly string[]): Promise<JsonProcess> {
  const child = spawn(process.execPath, [join(folder, name), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const { value } = await createInterface(child.stdout)[Symbol.asyncIterator]().next()
  if (value === undefined)
    throw new Error(`Cannot measure as ${name} ended without a word: see its log above`)
  return {
    said: JSON.parse(value),
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      await ended
    },
  }
}
