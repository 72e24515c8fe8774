import { writeFile } from 'node:fs/promises'
import { runCommand } from '../../lab/run-command.ts'
import type { Call } from '../run-call.ts'

/**
 * Makes the calls of many pods at once by `native/start-together.c`. Node would start its processes one after the
 * other, a millisecond or two each, and so measure itself.
 */
export class Starter {
  readonly #command: readonly string[]
  readonly #directory: string
  /** A file for every text that some call gets on stdin. */
  readonly #inputs = new Map<string, string>()

  /**
   * @param command the starter, with what puts it into a namespace before it
   * @param directory takes the calls' inputs; the caller removes it
   */
  constructor(command: readonly string[], directory: string) {
    this.#command = command
    this.#directory = directory
  }

  /**
   * Milliseconds from the first start to the last end; the calls of one pod come one after the other.
   * @throws {CommandError} with the first answer of a pod that failed
   */
  async wallMs(pods: readonly (readonly Call[])[]): Promise<number> {
    await this.#writeInputs(pods.flat())
    const lines = pods.map((calls) => calls.map((call) => this.#lineOf(call)).join('\n'))
    return Number(await runCommand(this.#command, { input: lines.join('\n\n'), timeoutMs: 60_000 }))
  }

  async #writeInputs(calls: readonly Call[]): Promise<void> {
    for (const { stdin } of calls) {
      if (this.#inputs.has(stdin)) continue
      const file = `${this.#directory}/stdin-${this.#inputs.size}`
      this.#inputs.set(stdin, file)
      await writeFile(file, stdin)
    }
  }

  #lineOf({ path, env, stdin }: Call): string {
    const variables = Object.entries(env).map((entry) => entry.join('='))
    return [this.#inputs.get(stdin), path, ...variables].join('\t')
  }
}
