import { runProgram } from '../service-kit/program.ts'

// Loaded only once the version of Node is known to be right.
await runProgram(async () => (await import('./start-prober.ts')).startProber(process.env))
