import { access, constants, stat, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { messageOf } from '../../service-kit/message-of.ts'
import { kubectlScript } from './shell-scripts.ts'

const programName = 'kubectl-genie'
const completerName = 'kubectl_complete-genie'

/**
 * Puts the program by which kubectl completes us into the directory of PATH that has kubectl-genie, else into the first
 * one that can be written to. Answers where it is now.
 * @throws {Error} if PATH has no such directory
 */
export async function installCompletion(path: string): Promise<string> {
  const directories = path.split(delimiter).filter(Boolean)
  const having = await filtered(directories, (directory) => stat(join(directory, programName)))
  const writable = await filtered([...having, ...directories], (directory) =>
    access(directory, constants.W_OK),
  )
  const [directory] = writable
  if (directory === undefined)
    throw new Error(
      `Cannot install ${completerName} as no directory of PATH can be written to: run it as another user, or add ~/.local/bin to PATH`,
    )
  const target = join(directory, completerName)
  try {
    await writeFile(target, kubectlScript, { mode: 0o755 })
  } catch (error) {
    throw new Error(`Cannot write ${target}: ${messageOf(error)}`, { cause: error })
  }
  return target
}

async function filtered(
  all: readonly string[],
  test: (directory: string) => Promise<unknown>,
): Promise<string[]> {
  const kept = await Promise.all(
    all.map(async (each) => {
      try {
        await test(each)
        return [each]
      } catch {
        return []
      }
    }),
  )
  return kept.flat()
}
