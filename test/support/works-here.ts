import { execFileSync } from 'node:child_process'

/** Whether this machine has the program and lets us do what the arguments say. */
export function worksHere(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
