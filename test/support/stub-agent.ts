import { once, EventEmitter } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Plan, PlanError, PlanRequest, PluginFrame, Report, Retry } from '../../domain/plan-protocol.ts'

/** What the agent does about a plan request: a frame, a raw line, hanging up, or nothing at all. */
export type StubAnswer = Plan | PlanError | { readonly line: string } | 'hang up' | 'say nothing'

/** The agent's end of the socket, which answers every plan request as it is told. */
export class StubAgent {
  answer: (request: PlanRequest) => StubAnswer = () => 'hang up'
  /** What it does about a retry. */
  next: (retry: Retry) => StubAnswer = () => 'hang up'
  readonly #server: Server
  readonly #open = new Set<Socket>()
  readonly #reports: Report[] = []
  readonly #requests: PlanRequest[] = []
  readonly #retries: Retry[] = []
  readonly #news = new EventEmitter()

  constructor() {
    this.#server = createServer((socket) => {
      this.#open.add(socket)
      socket.on('close', () => this.#open.delete(socket))
      const lines = createInterface(socket)
      lines.on('line', (line) => this.#take(line, socket))
      for (const end of [socket, lines]) end.on('error', () => socket.destroy())
    })
  }

  async listen(path: string): Promise<void> {
    this.#server.listen(path)
    await once(this.#server, 'listening')
  }

  get requests(): readonly PlanRequest[] {
    return this.#requests
  }

  get retries(): readonly Retry[] {
    return this.#retries
  }

  /** The oldest report that was not asked for yet; waits for it. */
  async report(): Promise<Report> {
    if (this.#reports.length === 0) await once(this.#news, 'report')
    const report = this.#reports.shift()
    if (report === undefined) throw new Error('Cannot tell the report as another test took it')
    return report
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #take(line: string, socket: Socket): void {
    const frame = JSON.parse(line.slice(1)) as PluginFrame
    if (frame.type === 'report') {
      this.#reports.push(frame)
      this.#news.emit('report')
      return
    }
    if (frame.type === 'retry') this.#retries.push(frame)
    else this.#requests.push(frame)
    const answer = frame.type === 'retry' ? this.next(frame) : this.answer(frame)
    if (answer === 'hang up') socket.destroy()
    else if (answer !== 'say nothing')
      socket.write(`${'line' in answer ? answer.line : `1${JSON.stringify(answer)}`}\n`)
  }
}
