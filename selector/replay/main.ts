import { runReplay } from './run-replay.ts'

process.exitCode = await runReplay(process.argv.slice(2), {
  env: process.env,
  print: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
})
