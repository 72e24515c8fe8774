import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A server that is started for a test, and ended with it. */
export class ServerProcess {
  readonly #program: string
  readonly #args: readonly string[]
  #child: ChildProcess | undefined
  #said = ''

  constructor(program: string, args: readonly string[]) {
    this.#program = program
    this.#args = args
  }

  /** Starts it, and waits until it answers; 60 s at most. */
  async start(isReady: () => Promise<boolean>): Promise<void> {
    const child = spawn(this.#program, this.#args, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    let fault = ''
    child.on('error', (error) => (fault = error.message))
    child.on('exit', (code) => (fault = `it ended with ${String(code)}`))
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (this.#said = (this.#said + data.toString()).slice(-4_000)))
    const deadline = Date.now() + 60_000
    for (;;) {
      if (await isReady().catch(() => false)) return
      if (fault !== '' || Date.now() > deadline) {
        await this.stop()
        throw new Error(`Cannot start ${this.#program}: ${fault || 'it does not answer'}: ${this.#said}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** SIGTERM, then SIGKILL after 20 s. */
  async stop(): Promise<void> {
    const child = this.#child
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const kill = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await gone
    clearTimeout(kill)
  }
}
