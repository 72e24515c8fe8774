import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A Kubernetes API without any objects that counts what it is asked. */
export class ApiCounter implements AsyncDisposable {
  readonly port: number
  readonly #server: ChildProcess
  readonly #requests: string[] = []

  private constructor(port: number, server: ChildProcess, lines: ReturnType<typeof createInterface>) {
    this.port = port
    this.#server = server
    lines.on('line', (line) => this.#requests.push(line))
  }

  /**
   * Starts it on the loopback.
   * @param prefix puts it into a network namespace; empty for this process' own
   */
  static async start(prefix: readonly string[], env: NodeJS.ProcessEnv): Promise<ApiCounter> {
    const [file, ...args] = [...prefix, process.execPath, join(import.meta.dirname, 'api-server.ts')]
    const server = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const lines = createInterface(server.stdout)
    const [first] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string | undefined]
    if (first === undefined) throw new Error('Cannot count requests to the API as the server for it ended')
    return new ApiCounter(Number(first), server, lines)
  }

  /** Method and path of every request so far. */
  get requests(): readonly string[] {
    return this.#requests
  }

  /** What a client needs to find it (a kubeconfig file). */
  kubeconfig(): string {
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'bench', cluster: { server: `http://127.0.0.1:${this.port}` } }],
      users: [{ name: 'bench', user: {} }],
      contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
      'current-context': 'bench',
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.exitCode !== null || this.#server.signalCode !== null) return
    const ended = once(this.#server, 'close')
    this.#server.kill('SIGKILL')
    await ended
  }
}
