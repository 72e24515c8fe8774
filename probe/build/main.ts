import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buildExecutable } from '../../quickjs/build/build-executable.ts'
import { CannotBuild } from '../../quickjs/build/cannot-build.ts'
import { moduleSockets } from './module-sockets.ts'

const root = join(import.meta.dirname, '../..')
const sanitize = process.argv.includes('--sanitize')
const output = join(root, sanitize ? 'dist/genie-probe-sanitized' : 'dist/genie-probe')

try {
  await buildExecutable({
    entry: join(root, 'probe/main.ts'),
    module: moduleSockets,
    output,
    cache: join(root, '.cache/quickjs'),
    sanitize,
    env: process.env,
  })
  process.stdout.write(`${output}: ${((await stat(output)).size / 1e6).toFixed(2)} MB\n`)
} catch (fault) {
  if (!(fault instanceof CannotBuild) || sanitize) throw fault
  // An old one would speak an old protocol
  await rm(output, { force: true })
  process.stdout.write(`${output} is not there, and networks are not probed: ${fault.message}\n`)
}
