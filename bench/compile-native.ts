import { mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../lab/run-command.ts'

const cache = join(import.meta.dirname, '../.cache/bench')

/** The static executable of `native/<name>.c`, `.cache/bench/<name>`, compiled by gcc if it is missing or older. */
export async function compileNative(name: 'no-op' | 'start-together'): Promise<string> {
  const source = join(import.meta.dirname, 'native', `${name}.c`)
  const program = join(cache, name)
  if ((await changedAt(program)) > (await changedAt(source))) return program
  await mkdir(cache, { recursive: true })
  const temp = `${program}.${process.pid}`
  await runCommand(['gcc', '-O2', '-static', '-s', '-Wall', '-Wextra', '-o', temp, source])
  await rename(temp, program)
  return program
}

const changedAt = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
