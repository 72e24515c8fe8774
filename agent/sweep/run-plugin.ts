import { execFile, type ExecException } from 'node:child_process'

/** What an executable printed, and why it did not end well; null if it did. */
export interface PluginRun {
  readonly stdout: string
  readonly fault: string | null
}

/** An account of ten thousand attachments, at most. */
const maxBuffer = 4_194_304

/**
 * Runs a CNI plugin with this environment and standard input. It is killed at the limit, and asked to stop (SIGTERM)
 * when the signal says so. Never throws.
 */
export function runPlugin(
  path: string,
  env: Readonly<Record<string, string>>,
  stdin: string,
  limitMs: number,
  stop: AbortSignal,
): Promise<PluginRun> {
  return new Promise((resolve) => {
    const options = { env, maxBuffer, timeout: limitMs, killSignal: 'SIGKILL' } as const
    const child = execFile(path, [], options, (error, stdout) => {
      stop.removeEventListener('abort', end)
      resolve({ stdout, fault: error === null ? null : faultOf(error) })
    })
    const end = () => child.kill('SIGTERM')
    stop.addEventListener('abort', end)
    // A plugin that ends before it has read all is told of by its exit status.
    child.stdin?.on('error', () => undefined).end(stdin)
  })
}

function faultOf({ signal, code, message }: ExecException): string {
  if (typeof signal === 'string') return `it was ended by ${signal}`
  return typeof code === 'number' ? `it ended with status ${code}` : message
}
