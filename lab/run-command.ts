import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** A program ended with another status than 0. */
export class CommandError extends Error {
  readonly stdout: string

  constructor(command: readonly string[], status: string, stdout: string, stderr: string) {
    const said = (stderr.trim() || stdout.trim()).split('\n')[0] ?? ''
    super(`Cannot run "${command.join(' ')}": it ended with ${status}${said && ` and said: ${said}`}`)
    this.name = 'CommandError'
    this.stdout = stdout
  }
}

/** What a program is given; this process' environment, an empty stdin and 20 s if left out. */
export interface RunOptions {
  readonly input?: string
  readonly env?: NodeJS.ProcessEnv
  /** The program is killed after this long. */
  readonly timeoutMs?: number
}

/**
 * Runs a program to its end and gives its stdout. It runs in a session of its own, so a Ctrl-C in the terminal
 * reaches the lab alone, which then ends things in order.
 */
export async function runCommand(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const { input = '', env = process.env, timeoutMs = 20_000 } = options
  const [file = '', ...args] = command
  const child = spawn(file, args, {
    env,
    detached: true,
    signal: AbortSignal.timeout(timeoutMs),
    killSignal: 'SIGKILL',
  })
  // A program that ends without reading its stdin is judged by its status, not by the broken pipe.
  child.stdin.on('error', () => undefined).end(input)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  if (child.exitCode === 0) return stdout
  throw new CommandError(command, `status ${child.exitCode ?? child.signalCode ?? ''}`, stdout, stderr)
}
