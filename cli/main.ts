import { systemClock } from '../service-kit/clock.ts'
import { buildCli } from './build-cli.ts'

const end = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => (end.signal.aborted ? process.exit(130) : end.abort()))
// A reader that has seen enough, such as head, ends us without a word.
process.stdout.on('error', () => process.exit(0))

process.exitCode = await buildCli({
  words: process.argv.slice(2),
  env: process.env,
  streams: process,
  clock: systemClock,
  signal: end.signal,
})()
