import { join } from 'node:path'
import { runProgram, type CliOutcome } from './cli-on-cluster.ts'

const root = join(import.meta.dirname, '../..')

/** Runs `kubectl genie` with these words in a pipe, against the cluster of a kubeconfig. */
export function runGenie(kubeconfig: string, words: readonly string[]): Promise<CliOutcome> {
  return runProgram(process.execPath, [join(root, 'cli/main.ts'), ...words], {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    KUBECONFIG: kubeconfig,
    // Else Node compiles TypeScript anew at each call.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/kubectl-genie'),
  })
}
