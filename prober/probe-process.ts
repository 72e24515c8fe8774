import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { ProbeAnswer, ProbeRequest } from '../domain/probe-protocol.ts'
import type { Clock } from '../service-kit/clock.ts'
import { BackOff } from './back-off.ts'
import { LineSplitter } from './line-splitter.ts'
import { parseProbeAnswer } from './parse-probe-answer.ts'

/** Which program, and how it is started. */
export interface ProbeProcessOptions {
  /** The command that runs it inside its namespace. */
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly clock: Clock
}

/** A request without its number. */
export type ProbeOrder = ProbeRequest extends infer R
  ? R extends { id: number }
    ? Omit<R, 'id'>
    : never
  : never

type Child = ChildProcessByStdio<Writable, Readable, Readable>
interface Waiting {
  readonly resolve: (answer: ProbeAnswer) => void
  readonly reject: (error: Error) => void
}

const restart = { firstMs: 1_000, mostMs: 60_000 }

/**
 * `genie-probe` in one namespace, started when it is needed and started anew when it has ended, after a time that
 * doubles. It ends with its standard input, so it does not outlive us; one that hangs is killed.
 */
export class ProbeProcess implements AsyncDisposable {
  readonly #options: ProbeProcessOptions
  readonly #backOff = new BackOff(restart)
  readonly #waiting = new Map<number, Waiting>()
  #child: Child | null = null
  #lastId = 0
  #lastWords = ''

  constructor(options: ProbeProcessOptions) {
    this.#options = options
  }

  get isRunning(): boolean {
    return this.#child !== null
  }

  /** Starts it unless it runs or has failed a moment ago; whether it runs. */
  ensure(): boolean {
    if (this.#child === null && this.#backOff.isDue(this.#options.clock.monotonicMs())) this.#start()
    return this.#child !== null
  }

  /** @throws {Error} if it does not run, ends, or says nothing within the limit: then it is killed */
  async ask(order: ProbeOrder, limitMs: number): Promise<ProbeAnswer> {
    if (!this.ensure()) throw new Error(`Cannot probe as the program has ended: ${this.#lastWords}`)
    const id = ++this.#lastId
    const { promise, resolve, reject } = Promise.withResolvers<ProbeAnswer>()
    this.#waiting.set(id, { resolve, reject })
    const timer = setTimeout(() => this.#fail(`it said nothing for ${limitMs} ms`), limitMs)
    try {
      this.#child?.stdin.write(`${JSON.stringify({ id, ...order })}\n`)
      const answer = await promise
      this.#backOff.succeeded()
      return answer
    } finally {
      clearTimeout(timer)
      this.#waiting.delete(id)
    }
  }

  /** Lets it end by itself, and makes it after a second. */
  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child
    if (child === null) return
    this.#child = null
    this.#rejectAll('it was ended')
    // Not `once`, which rejects where the program could not even be started.
    const closed = new Promise((resolve) => child.once('close', resolve))
    child.stdin.end()
    const impatience = setTimeout(() => child.kill('SIGKILL'), 1_000)
    await closed
    clearTimeout(impatience)
  }

  #start(): void {
    const { command, env } = this.#options
    const [file = '', ...args] = command
    const child = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
    const lines = new LineSplitter()
    this.#child = child
    child.stdin.on('error', () => undefined)
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = text.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
    })
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      try {
        for (const line of lines.push(piece)) this.#take(line)
      } catch (error) {
        this.#fail(error instanceof Error ? error.message : 'it made no sense')
      }
    })
    const ended = (why: string) => {
      if (this.#child === child) this.#gone(why)
    }
    child.once('error', (error) => ended(error.message))
    child.once('close', (code, signal) => ended(this.#lastWords || `it ended with ${code ?? signal}`))
  }

  #take(line: string): void {
    const answer = parseProbeAnswer(line)
    if (answer === null) return
    const waiting = this.#waiting.get(answer.id)
    if ('error' in answer) waiting?.reject(new Error(answer.error))
    else waiting?.resolve(answer)
  }

  #fail(why: string): void {
    this.#child?.kill('SIGKILL')
    this.#gone(why)
  }

  #gone(why: string): void {
    this.#child = null
    this.#lastWords = why
    this.#backOff.failed(this.#options.clock.monotonicMs())
    this.#rejectAll(why)
  }

  #rejectAll(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(`Cannot probe: ${why}`))
  }
}
