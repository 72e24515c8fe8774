import { execFile, type ExecException } from 'node:child_process'
import { Socket } from 'node:net'

/** How a program is run. */
export interface ProgramCall {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly stdin?: string
  /** It is killed after this long. */
  readonly limitMs: number
  /** When this aborts it is asked to end (SIGTERM), and does not keep our own process from ending before it. */
  readonly signal: AbortSignal
}

/** What a program printed, and how it ended. */
export interface ProgramEnd {
  readonly stdout: string
  readonly stderr: string
  /** Why it did not end well, as words that follow it; null if it did. */
  readonly fault: string | null
}

/** Runs programs; tests may have their own. */
export type RunProgram = (call: ProgramCall) => Promise<ProgramEnd>

const maxBuffer = 1_048_576

/** Runs a program to its end, by an argument array and no shell. Never rejects. */
export const runProgram: RunProgram = ({ file, args, env, stdin = '', limitMs, signal }) =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve({ stdout: '', stderr: '', fault: 'we are to end' })
      return
    }
    const child = execFile(file, args, { env, maxBuffer }, (error, stdout, stderr) => {
      clearTimeout(limit)
      signal.removeEventListener('abort', end)
      resolve({ stdout, stderr, fault: error === null ? null : faultOf(error) })
    })
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
    const end = () => {
      limit.unref()
      child.kill('SIGTERM')
      child.unref()
      for (const stream of child.stdio) if (stream instanceof Socket) stream.unref()
    }
    signal.addEventListener('abort', end)
    // A program that ends before it has read all is told of by its exit status.
    child.stdin?.on('error', () => undefined).end(stdin)
  })

function faultOf({ signal, code, message }: ExecException): string {
  if (typeof signal === 'string') return `it was ended by ${signal}`
  return typeof code === 'number' ? `it ended with status ${code}` : message
}
