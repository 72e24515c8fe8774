import { spawn, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import type { Command, Outcome } from '../platform.ts'
import { platformErrorOf } from './platform-error-of.ts'

/** What a program gets to end by itself when the runtime wants us to stop: killed in its middle it would leak. */
const lastWordsMs = 5_000
/** How long outputs may stay open once the program has ended: a child of its own may hold them for ever. */
const drainMs = 200

/** As `Platform.run`. Unlike the product's, it cannot take the program along if this process is killed outright. */
export function runProgram(command: Command, stop: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    try {
      new Run(command, stop, resolve)
    } catch (error) {
      resolve(notStarted(error))
    }
  })
}

const nothing = {
  status: null,
  signal: null,
  timedOut: false,
  overflowed: false,
  startError: null,
  stdout: '',
  stderr: '',
}
const notStarted = (error: unknown): Outcome => ({ ...nothing, startError: platformErrorOf(error).code })

const entryOf = (entry: string): [string, string] => {
  const equals = entry.indexOf('=')
  return [entry.slice(0, equals), entry.slice(equals + 1)]
}

/** One program from its start to its outcome. */
class Run {
  readonly #child: ChildProcess
  readonly #stop: AbortSignal
  readonly #settle: (outcome: Outcome) => void
  readonly #outputs = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
  #deadline: NodeJS.Timeout
  #timedOut = false
  #overflowed = false

  constructor(command: Command, stop: AbortSignal, resolve: (outcome: Outcome) => void) {
    this.#child = spawn(command.path, [], {
      env: Object.fromEntries(command.env.map(entryOf)),
      detached: true,
      stdio: 'pipe',
    })
    this.#stop = stop
    this.#settle = (outcome) => {
      clearTimeout(this.#deadline)
      this.#stop.removeEventListener('abort', this.#hurry)
      resolve(outcome)
    }
    this.#deadline = setTimeout(this.#expire, command.deadlineMs)
    stop.addEventListener('abort', this.#hurry)
    this.#collect('stdout', command.outputLimitBytes)
    this.#collect('stderr', command.outputLimitBytes)
    this.#child.on('error', (error) => this.#settle(notStarted(error)))
    this.#child.on('exit', (status, signal) => this.#finish(status, signal))
    // A program need not read what it is given.
    this.#child.stdin?.on('error', () => undefined)
    this.#child.stdin?.end(command.stdin)
  }

  #collect(name: 'stdout' | 'stderr', limitBytes: number): void {
    let bytes = 0
    this.#child[name]?.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= limitBytes) return void this.#outputs[name].push(chunk)
      this.#overflowed = true
      this.#kill()
    })
  }

  readonly #expire = () => {
    this.#timedOut = true
    this.#kill()
  }

  readonly #hurry = () => {
    clearTimeout(this.#deadline)
    this.#deadline = setTimeout(this.#expire, lastWordsMs)
  }

  #kill(): void {
    try {
      if (this.#child.pid !== undefined) process.kill(-this.#child.pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }

  #finish(status: number | null, signal: NodeJS.Signals | null): void {
    const settle = () => {
      clearTimeout(drain)
      this.#child.stdout?.destroy()
      this.#child.stderr?.destroy()
      this.#settle({
        status,
        signal: signal && constants.signals[signal],
        timedOut: this.#timedOut,
        overflowed: this.#overflowed,
        startError: null,
        stdout: Buffer.concat(this.#outputs.stdout).toString('utf8'),
        stderr: Buffer.concat(this.#outputs.stderr).toString('utf8'),
      })
    }
    const drain = setTimeout(settle, drainMs)
    this.#child.on('close', settle)
  }
}
