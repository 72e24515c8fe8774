import { join } from 'node:path'
import { runProgram } from '../service-kit/program.ts'
import { restartLean } from '../service-kit/restart-lean.ts'

restartLean(join(import.meta.dirname, '../node_modules/.cache/genie-agent'), process)

// Loaded only once the version of Node is known to be right: an older one crashes in native modules.
await runProgram(async () => (await import('./start-agent.ts')).startAgent(process.env))
