import { requireNode } from '../service-kit/program.ts'
import { stopSignalOf } from './stop-signal.ts'
import { messageOf } from '../service-kit/message-of.ts'

/** Runs a program that ends by itself or by the signal; what it throws is one sentence on stderr and status 1. */
export async function runToEnd(program: (signal: AbortSignal) => Promise<void>): Promise<void> {
  try {
    requireNode(process.versions.node)
    await program(stopSignalOf(process))
  } catch (error) {
    const first = firstOf(error)
    process.stderr.write(`${messageOf(first)}\n`)
    process.exitCode = 1
  }
}

/** Where the end of the lab has failed too, what led to it comes first. */
const firstOf = (error: unknown): unknown =>
  error instanceof SuppressedError ? firstOf(error.suppressed) : error
