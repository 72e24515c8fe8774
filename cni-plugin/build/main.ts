import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buildExecutable } from '../../quickjs/build/build-executable.ts'
import { CannotBuild } from '../../quickjs/build/cannot-build.ts'
import { buildLauncher } from './build-launcher.ts'
import { moduleSys } from './module-sys.ts'

const root = join(import.meta.dirname, '../..')
const sanitize = process.argv.includes('--sanitize')
const output = join(root, sanitize ? 'dist/genie-sanitized' : 'dist/genie')

try {
  const { program } = await buildExecutable({
    entry: join(root, 'cni-plugin/platform/quickjs/main.ts'),
    module: moduleSys,
    output,
    cache: join(root, '.cache/quickjs'),
    sanitize,
    env: process.env,
  })
  const megabytes = (await stat(output)).size / 1e6
  const libc =
    program === 'musl-gcc' ? '' : '; it starts faster where musl-gcc is (Debian package musl-tools)'
  process.stdout.write(`${output}: ${megabytes.toFixed(2)} MB, TypeScript on QuickJS${libc}\n`)
} catch (fault) {
  if (!(fault instanceof CannotBuild) || sanitize) throw fault
  await buildLauncher(output, process.execPath)
  process.stdout.write(`${output}: TypeScript on Node, as QuickJS cannot be built here. ${fault.message}\n`)
}
