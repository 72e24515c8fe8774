import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { needs } from './needs.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [wanted = '', separator, command, ...args] = process.argv.slice(2)
if (separator !== '--' || command === undefined) {
  process.stderr.write(
    'Usage: node setup/with.mjs packages,debian,testing,plugin,probe,kube,agent,prober,web -- command [argument ...]\n',
  )
  process.exit(2)
}

/** The project's own Node first, so that the machine's is never used by mistake. */
const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
}

try {
  for (const name of ['packages', ...wanted.split(',').filter((each) => each !== 'packages')]) {
    const make = needs[name]
    if (make === undefined)
      throw new Error(`Cannot make "${name}" as there is no such need: see setup/needs.mjs`)
    make(root, env)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' })
// A terminal signals the whole group; what comes to us alone is passed on, and we stay until the command has cleaned up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
child.on('error', (error) => {
  process.stderr.write(`Cannot start ${command}: ${error.message}\n`)
  process.exitCode = 1
})
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 128 + 15)
})
