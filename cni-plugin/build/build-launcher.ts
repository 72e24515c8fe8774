import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bundle } from '../../quickjs/build/bundle.ts'

const entry = join(import.meta.dirname, '../platform/node/main.ts')

/** Makes the same plugin for a machine without QuickJS: a launcher of a bundle, on the Node that runs this build. */
export async function buildLauncher(output: string, node: string): Promise<void> {
  await mkdir(dirname(output), { recursive: true })
  const program = `${output}.mjs`
  await bundle(entry, program, ['node:*'])
  const temp = `${output}.tmp`
  await writeFile(temp, `#!/bin/sh\nexec ${quoted(node)} ${quoted(program)}\n`, { mode: 0o755 })
  await rename(temp, output)
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`
}
