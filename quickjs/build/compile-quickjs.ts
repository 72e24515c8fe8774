import { createHash } from 'node:crypto'
import { access, copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CCompiler } from './c-compiler.ts'
import { CannotBuild } from './cannot-build.ts'
import { quickJsSource, quickJsVersion } from './quickjs-source.ts'
import { missingPrograms, runTool } from './run-tool.ts'

/** A compiled QuickJS. */
export interface QuickJs {
  /** The folder of its header. */
  readonly include: string
  readonly library: string
  /** Its compiler of JavaScript to C. */
  readonly qjsc: string
}

/** QuickJS without the modules of its own that touch the outside, which only its compiler needs. */
const units = ['quickjs', 'dtoa', 'libregexp', 'libunicode', 'cutils']
const flags = ['-fwrapv', '-w', '-D_GNU_SOURCE', `-DCONFIG_VERSION="${quickJsVersion}"`]
const unitFlags = ['-ffunction-sections', '-fdata-sections', ...flags]
const qjscFlags = ['-O1', ...flags, '-DHAVE_CLOSEFROM', '-DCONFIG_PREFIX="/"', '-DCONFIG_CC="gcc"']

/**
 * QuickJS as this machine compiles it, from the folder if an earlier build has put it there. The compiler and its
 * options (such as `-O2`) are for the library. Throws `CannotBuild` if the machine lacks what it takes.
 */
export async function compileQuickJs(
  folder: string,
  compiler: CCompiler,
  options: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<QuickJs> {
  await insistOnCompiler(folder, env.PATH ?? '')
  const version = await runTool('gcc', ['-dumpfullversion', '-dumpmachine'], folder)
  const key = createHash('sha256')
    .update(JSON.stringify([version, compiler, options, unitFlags, qjscFlags, units]))
    .digest('hex')
  const home = join(folder, `${quickJsVersion}-${key.slice(0, 12)}`)
  const exists = await access(home).then(
    () => true,
    () => false,
  )
  if (!exists) await compileInto(home, folder, compiler, options, env)
  return { include: home, library: join(home, 'libquickjs.a'), qjsc: join(home, 'qjsc') }
}

/** The finished folder appears at once, under its name, so that a build that was interrupted is never taken for one. */
async function compileInto(
  home: string,
  folder: string,
  compiler: CCompiler,
  options: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const source = await quickJsSource(folder, env)
  const work = await mkdtemp(join(folder, 'compiling-'))
  try {
    await runTool('tar', ['--extract', '--xz', '--strip-components=1', '--file', source], work)
    const unitOptions = [...options, ...compiler.options, ...unitFlags]
    const compiling = units.map((unit) =>
      runTool(compiler.program, [...unitOptions, '-c', `${unit}.c`], work),
    )
    await Promise.all([...compiling, compileQjsc(work)])
    await runTool('ar', ['rcsD', 'libquickjs.a', ...units.map((unit) => `${unit}.o`)], work)
    const done = join(work, 'done')
    await mkdir(done)
    for (const file of ['libquickjs.a', 'qjsc', 'quickjs.h'])
      await copyFile(join(work, file), join(done, file))
    await rename(done, home).catch(toleratingAnotherBuild)
  } finally {
    await rm(work, { recursive: true })
  }
}

async function compileQjsc(work: string): Promise<void> {
  const sources = ['qjsc', 'quickjs-libc', ...units].map((unit) => `${unit}.c`)
  await runTool('gcc', [...qjscFlags, '-o', 'qjsc', ...sources, '-lm', '-ldl', '-lpthread'], work)
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
