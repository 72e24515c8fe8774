import { runInstaller } from './run-installer.ts'

process.exitCode = await runInstaller(process.argv.slice(2), process.env, {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
})
