import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a tool of the build and gives its standard output; throws with its standard error if it fails. */
export async function runTool(program: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    return (await execute(program, args, { cwd, maxBuffer: 64 * 1024 * 1024 })).stdout
  } catch (cause) {
    const stderr = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new Error(`Cannot run ${program} ${args.join(' ')}: ${stderr || String(cause)}`, { cause })
  }
}

/** Those of the programs that are in no folder of `path` (as in the environment's PATH). */
export async function missingPrograms(programs: readonly string[], path: string): Promise<string[]> {
  const found = await Promise.all(programs.map((program) => isOnPath(program, path)))
  return programs.filter((_, index) => !found[index])
}

async function isOnPath(program: string, path: string): Promise<boolean> {
  const tries = path.split(delimiter).map((folder) => access(join(folder, program), constants.X_OK))
  return (await Promise.allSettled(tries)).some(({ status }) => status === 'fulfilled')
}
