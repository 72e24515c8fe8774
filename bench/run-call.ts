import { spawnSync } from 'node:child_process'

/** One CNI call: a program, its environment and its stdin. */
export interface Call {
  readonly path: string
  readonly env: Readonly<Record<string, string>>
  readonly stdin: string
}

/**
 * Makes a call and waits for its end, which blocks this process: nothing else may disturb what is timed.
 * @throws {Error} with what the program says if it fails
 */
export function runCall({ path, env, stdin }: Call): void {
  const { status, stdout, stderr } = spawnSync(path, [], { env, input: stdin, encoding: 'utf8' })
  if (status !== 0)
    throw new Error(`Cannot time ${path} as it failed: ${(stdout || stderr).replaceAll(/\s+/g, ' ')}`)
}
