import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { buildExecutable } from '../../quickjs/build/build-executable.ts'
import { moduleSys } from '../../cni-plugin/build/module-sys.ts'
import { buildLauncher } from '../../cni-plugin/build/build-launcher.ts'
import { quickJsSource } from '../../quickjs/build/quickjs-source.ts'
import { probeBuilds } from '../support/probe-builds.ts'

const root = join(import.meta.dirname, '../..')
const folder = await mkdtemp(join(tmpdir(), "genie's-build-"))
afterAll(() => rm(folder, { recursive: true }))

const env = { ...process.env, CNI_COMMAND: 'VERSION' }
const build = {
  entry: join(root, 'cni-plugin/platform/quickjs/main.ts'),
  module: moduleSys,
  cache: join(root, '.cache/quickjs'),
  sanitize: false,
  env,
}
const [{ missing }] = await probeBuilds(folder)

describe.skipIf(missing)(`buildExecutable() ${missing ?? ''}`, () => {
  test('makes the same small static executable again', async () => {
    const outputs = [join(folder, 'one/genie'), join(folder, 'two/genie')]
    for (const output of outputs) await buildExecutable({ ...build, output })
    const [one, two] = await Promise.all(outputs.map((output) => readFile(output)))
    expect(one?.equals(two ?? Buffer.of())).toBe(true)
    expect(one?.length).toBeLessThan(3_000_000)
    const headers = execFileSync('readelf', ['--program-headers', outputs[0] ?? ''], { encoding: 'utf8' })
    expect(headers).not.toContain('INTERP')
  })

  test('has the modules of a program run when it is built, and its main at each start', async () => {
    const program = await built(`
      import { env, write } from 'sys'
      const atBuild = env('GENIE_AT')
      export const main = async () => {
        write(1, JSON.stringify([atBuild ?? null, env('GENIE_AT')]), 1000)
        return 7
      }`)
    const starts = ['one', 'two'].map((GENIE_AT) =>
      spawnSync(program, { env: { GENIE_AT }, encoding: 'utf8' }),
    )
    expect(starts.map(({ status, stdout }) => [status, stdout])).toEqual([
      [7, '[null,"one"]'],
      [7, '[null,"two"]'],
    ])
  })

  test('takes nothing in the file system for a part of the program', async () => {
    const program = await built(`
      const names = ['planted.js', './planted.js', '/planted.js', 'planted.so', 'sys.js', 'std', 'os']
      export const main = async () => {
        const loaded = await Promise.allSettled(names.map((name) => import(name)))
        return loaded.filter(({ status }) => status === 'fulfilled').length
      }`)
    for (const name of ['planted.js', 'planted.so', 'sys.js', 'std', 'os'])
      await writeFile(join(folder, name), 'export const a = 1')
    expect(spawnSync(program, { cwd: folder }).status).toBe(0)
  })

  test('lets a program say what it did not catch', async () => {
    const program = await built(`export const main = async () => { throw new Error('Cannot go on') }`)
    const { status, stderr } = spawnSync(program, { encoding: 'utf8' })
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^Error: Cannot go on\n +at main/)])
  })

  test('refuses a program that needs more memory than there is for it', async () => {
    const building = built(
      'export const all = new Uint8Array(1e6); export const main = async () => all.length',
    )
    await expect(building).rejects.toThrow('out of memory')
  })
})

/** An executable of that program. */
async function built(source: string): Promise<string> {
  const output = join(folder, `program-${randomUUID()}`)
  const entry = `${output}.ts`
  await writeFile(entry, source)
  await buildExecutable({ ...build, entry, output })
  return output
}

test('a machine without a compiler gets one sentence that says what to install', async () => {
  const empty = join(folder, 'empty')
  await mkdir(empty)
  const building = buildExecutable({ ...build, output: join(empty, 'genie'), env: { PATH: empty } })
  await expect(building).rejects.toThrow(
    'This machine lacks gcc, ar, tar, xz: install the Debian packages gcc, libc6-dev and xz-utils',
  )
})

test('a source with another sha256 is refused', async () => {
  const tarball = join(folder, 'quickjs.tar.xz')
  await writeFile(tarball, 'not QuickJS')
  await expect(quickJsSource(folder, { QUICKJS_TARBALL: tarball })).rejects.toThrow(
    `Cannot use ${tarball} as QuickJS' source: its sha256 is`,
  )
})

test('the launcher runs the plugin on Node, whatever its folder is called', async () => {
  const launcher = join(folder, 'launcher/genie')
  await buildLauncher(launcher, process.execPath)
  expect((await stat(launcher)).mode & 0o777).toBe(0o755)
  const answer: unknown = JSON.parse(execFileSync(launcher, { env, encoding: 'utf8' }))
  expect(answer).toMatchObject({ cniVersion: '1.1.0' })
})
