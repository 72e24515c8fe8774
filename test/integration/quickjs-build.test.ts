import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { buildExecutable } from '../../cni-plugin/build/build-executable.ts'
import { buildLauncher } from '../../cni-plugin/build/build-launcher.ts'
import { quickJsSource } from '../../cni-plugin/build/quickjs-source.ts'
import { probeBuilds } from '../support/probe-builds.ts'

const root = join(import.meta.dirname, '../..')
const folder = await mkdtemp(join(tmpdir(), "genie's-build-"))
afterAll(() => rm(folder, { recursive: true }))

const env = { ...process.env, CNI_COMMAND: 'VERSION' }
const build = {
  entry: join(root, 'cni-plugin/platform/quickjs/main.ts'),
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
})

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
