import { runProgram } from '../service-kit/program.ts'

// Loaded only once the version of Node is known to be right: an older one crashes in native modules.
await runProgram(async () => (await import('./start-agent.ts')).startAgent(process.env))
