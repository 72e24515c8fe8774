import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { installCompletion } from './install-completion.ts'
import { shellScripts } from './shell-scripts.ts'

/** Prints the script of a shell, or installs what kubectl needs. */
export async function runCompletion({ argument = '', terminal, env }: Call): Promise<ExitCode> {
  if (argument === 'install') {
    const target = await installCompletion(env['PATH'] ?? '')
    terminal.write(`${target}\n`)
    terminal.warn('kubectl completes kubectl genie from now on, where kubectl itself completes')
  } else terminal.write(shellScripts[argument] ?? '')
  return exitCodes.ok.code
}
