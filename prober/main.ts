import { join } from 'node:path'
import { runProgram } from '../service-kit/program.ts'
import { restartLean } from '../service-kit/restart-lean.ts'

restartLean(join(import.meta.dirname, '../node_modules/.cache/genie-prober'), process)

// Loaded only once the version of Node is known to be right.
await runProgram(async () => (await import('./start-prober.ts')).startProber(process.env))
