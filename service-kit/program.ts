import { messageOf } from './message-of.ts'
/** What a program needs at least; older ones crash in native modules without a word. */
const requiredNodeMajor = 26

/**
 * Runs a program until SIGTERM or SIGINT: starts it, waits, closes it in order. A fault at start is one sentence on
 * stderr and exit status 1.
 */
export async function runProgram(start: () => Promise<AsyncDisposable>): Promise<void> {
  try {
    requireNode(process.versions.node)
    const stopped = untilSignal()
    const program = await start()
    await stopped
    await program[Symbol.asyncDispose]()
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    process.exitCode = 1
  }
}

/** @throws {Error} if the running Node is older than the project's */
export function requireNode(version: string): void {
  if (Number.parseInt(version, 10) < requiredNodeMajor)
    throw new Error(
      `Cannot run on Node ${version} as it must be ${requiredNodeMajor} or newer: start through npm, or use node_modules/.bin/node`,
    )
}

async function untilSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}
