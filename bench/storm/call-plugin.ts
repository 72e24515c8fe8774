import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** One call of the plugin, as a runtime makes it. */
export interface PluginCall {
  /** The plugin, with what puts it into the node's namespace before it. */
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly stdin: string
  /** When to kill it if it still runs; null to leave it alone. */
  readonly killAfterMs: number | null
}

/** What came of it. */
export interface PluginOutcome {
  /** Null for a success, else the CNI error's code, or `killed`, or `no answer` where it gave no error either. */
  readonly fault: string | null
  /** What it printed. */
  readonly stdout: string
  readonly tookMs: number
}

/** Calls the plugin and waits for its end. */
export async function callPlugin({ command, env, stdin, killAfterMs }: PluginCall): Promise<PluginOutcome> {
  const [file = '', ...args] = command
  const begun = performance.now()
  const plugin = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'ignore'] })
  const killer = killAfterMs === null ? undefined : setTimeout(() => plugin.kill('SIGKILL'), killAfterMs)
  // One that ends without reading its stdin is judged by its answer, not by the broken pipe.
  plugin.stdin.on('error', () => undefined).end(stdin)
  const [stdout] = await Promise.all([text(plugin.stdout), once(plugin, 'close')])
  clearTimeout(killer)
  const fault = plugin.exitCode === 0 ? null : plugin.signalCode === 'SIGKILL' ? 'killed' : codeOf(stdout)
  return { fault, stdout, tookMs: performance.now() - begun }
}

function codeOf(stdout: string): string {
  try {
    return String((JSON.parse(stdout) as { code?: number }).code ?? 'no answer')
  } catch {
    return 'no answer'
  }
}
