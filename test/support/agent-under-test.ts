import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { fetchOverSocket } from '../../lab/agent-api.ts'

const main = join(import.meta.dirname, '../../agent/main.ts')
const startMs = 20_000
const stopMs = 10_000

/** The agent as a process of its own. */
export class AgentUnderTest implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #exit: Promise<unknown>

  private constructor(child: ChildProcess) {
    this.#child = child
    this.#exit = once(child, 'exit')
  }

  /**
   * Starts one that serves its API on a unix socket, and waits until it is ready. `through` is a program with arguments
   * that starts it with its own.
   */
  static async start(
    env: NodeJS.ProcessEnv,
    httpSocket: string,
    through: readonly string[] = [],
  ): Promise<AgentUnderTest> {
    const [program, ...args] = [...through, process.execPath, main]
    const child = spawn(program, args, {
      env: { ...env, GENIE_HTTP: `unix:${httpSocket}` },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const agent = new AgentUnderTest(child)
    const isReady = async () => {
      if (child.exitCode !== null) throw new Error(`The agent ended with status ${child.exitCode}`)
      return (await fetchOverSocket(httpSocket, '/readyz').catch(() => null))?.status === 200
    }
    await vi.waitUntil(isReady, { timeout: startMs, interval: 50 })
    return agent
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Bytes of memory: what it holds now, and the most that it ever held. */
  memory(): { readonly held: number; readonly most: number } {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')
    const bytesOf = (name: string) =>
      1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1])
    return { held: bytesOf('VmRSS'), most: bytesOf('VmHWM') }
  }

  /** Asks it to end, and answers its exit status; null if it had to be made to. */
  async stop(): Promise<number | null> {
    if (this.isAlive) this.#child.kill('SIGTERM')
    const impatience = setTimeout(() => this.#child.kill('SIGKILL'), stopMs)
    await this.#exit
    clearTimeout(impatience)
    return this.#child.exitCode
  }

  /** Ends it as a crash does, in the middle of whatever it is doing. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exit
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }
}
