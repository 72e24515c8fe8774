import packageJson from '../../package.json' with { type: 'json' }
import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'

/** Prints the version. */
export async function runVersion(call: Call): Promise<ExitCode> {
  const { version } = packageJson
  printDocument(call, {
    document: { version, node: process.versions.node },
    table: () => `kubectl-genie ${version}, on Node ${process.versions.node}\n`,
  })
  return Promise.resolve(exitCodes.ok.code)
}
