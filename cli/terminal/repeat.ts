import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../command/call.ts'
import type { ExitCode } from '../exit-codes.ts'

const everyMs = 5_000
const clearScreen = '\u001b[H\u001b[2J'

/** Runs once; with `--watch` every 5 s until Ctrl-C, on a cleared screen if a person looks. */
export async function repeat(
  { flags, terminal, signal }: Pick<Call, 'flags' | 'terminal' | 'signal'>,
  run: () => Promise<ExitCode>,
): Promise<ExitCode> {
  if (!flags.isOn('watch')) return run()
  let code: ExitCode
  do {
    if (terminal.isTty) terminal.write(clearScreen)
    code = await run()
    await sleep(everyMs, undefined, { signal }).catch(() => undefined)
  } while (!signal.aborted)
  return code
}
