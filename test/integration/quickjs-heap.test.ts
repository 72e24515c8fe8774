import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, test } from 'vitest'
import { fastestCompiler } from '../../quickjs/build/c-compiler.ts'
import { compileQuickJs } from '../../quickjs/build/compile-quickjs.ts'
import { probeBuilds } from '../support/probe-builds.ts'

const root = join(import.meta.dirname, '../..')
const native = join(root, 'quickjs/native')
const folder = mkdtempSync(join(tmpdir(), 'genie-heap-'))
afterAll(() => rm(folder, { recursive: true }))

const builds = await probeBuilds(folder)

describe.skipIf(builds[0].missing)(`the heap ${builds[0].missing ?? ''}`, () => {
  test('keeps what is in its blocks, whatever is taken, changed and given back', async () => {
    const compiler = await fastestCompiler(process.env.PATH ?? '')
    const cache = join(root, '.cache/quickjs')
    const { include } = await compileQuickJs(cache, compiler, ['-O2'], process.env)
    const program = join(folder, 'stress')
    const strict = ['-O2', '-Wall', '-Werror', '-D_GNU_SOURCE', '-static', ...compiler.options]
    const sources = [join(root, 'test/support/heap-stress.c'), join(native, 'heap.c')]
    const args = [...strict, '-isystem', include, `-I${native}`, '-o', program, ...sources]
    execFileSync(compiler.program, args)
    execFileSync(program, { stdio: ['ignore', 'ignore', 'inherit'] })
  })
})
