import { createHash } from 'node:crypto'
import { access, copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotBuild } from './cannot-build.ts'
import { quickJsSource, quickJsVersion } from './quickjs-source.ts'
import { missingPrograms, runTool } from './run-tool.ts'

/** A compiled QuickJS. */
export interface QuickJs {
  /** The folder of its headers. */
  readonly include: string
  readonly library: string
  /** Its compiler of JavaScript to C. */
  readonly qjsc: string
}

const units = ['quickjs', 'dtoa', 'libregexp', 'libunicode', 'cutils', 'quickjs-libc']
const defines = ['-D_GNU_SOURCE', '-DHAVE_CLOSEFROM', `-DCONFIG_VERSION="${quickJsVersion}"`]
const flags = ['-fwrapv', '-ffunction-sections', '-fdata-sections', '-w', ...defines]

/**
 * QuickJS compiled by this machine's gcc, from the folder if an earlier build has put it there. The options (such as
 * `-O2`) are for the library. Throws `CannotBuild` if the machine lacks what it takes.
 */
export async function compileQuickJs(
  folder: string,
  options: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<QuickJs> {
  await insistOnCompiler(folder, env.PATH ?? '')
  const compiler = await runTool('gcc', ['-dumpfullversion', '-dumpmachine'], folder)
  const key = createHash('sha256')
    .update(JSON.stringify([compiler, flags, options, units]))
    .digest('hex')
  const home = join(folder, `${quickJsVersion}-${key.slice(0, 12)}`)
  const exists = await access(home).then(
    () => true,
    () => false,
  )
  if (!exists) await compileInto(home, folder, options, env)
  return { include: home, library: join(home, 'libquickjs.a'), qjsc: join(home, 'qjsc') }
}

/** The finished folder appears at once, under its name, so that a build that was interrupted is never taken for one. */
async function compileInto(
  home: string,
  folder: string,
  options: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const source = await quickJsSource(folder, env)
  const work = await mkdtemp(join(folder, 'compiling-'))
  try {
    await runTool('tar', ['--extract', '--xz', '--strip-components=1', '--file', source], work)
    await Promise.all(units.map((unit) => runTool('gcc', [...options, ...flags, '-c', `${unit}.c`], work)))
    const objects = units.map((unit) => `${unit}.o`)
    await runTool('ar', ['rcsD', 'libquickjs.a', ...objects], work)
    const prefix = ['-DCONFIG_PREFIX="/"', '-DCONFIG_CC="gcc"']
    const libraries = ['libquickjs.a', '-lm', '-ldl', '-lpthread']
    await runTool('gcc', [...options, ...flags, ...prefix, '-o', 'qjsc', 'qjsc.c', ...libraries], work)
    const done = join(work, 'done')
    await mkdir(done)
    for (const file of ['libquickjs.a', 'qjsc', 'quickjs.h', 'quickjs-libc.h'])
      await copyFile(join(work, file), join(done, file))
    await rename(done, home).catch(toleratingAnotherBuild)
  } finally {
    await rm(work, { recursive: true })
  }
}

function toleratingAnotherBuild(fault: unknown): void {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
  if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw fault
}

async function insistOnCompiler(folder: string, path: string): Promise<void> {
  if (process.platform !== 'linux')
    throw new CannotBuild(`The executable is for Linux, and this is ${process.platform}`)
  const missing = await missingPrograms(['gcc', 'ar', 'tar', 'xz'], path)
  // gcc answers with a bare name when it does not know where a file is
  if (missing.length === 0 && (await runTool('gcc', ['-print-file-name=libc.a'], folder)).trim() === 'libc.a')
    missing.push('libc.a')
  if (missing.length > 0)
    throw new CannotBuild(
      `This machine lacks ${missing.join(', ')}: install the Debian packages gcc, libc6-dev and xz-utils`,
    )
}
