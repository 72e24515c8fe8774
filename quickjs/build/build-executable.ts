import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { bundle } from './bundle.ts'
import { fastestCompiler, gcc, type CCompiler } from './c-compiler.ts'
import { compileQuickJs } from './compile-quickjs.ts'
import { keepImage } from './keep-image.ts'
import { runTool } from './run-tool.ts'

/** A C module that programs import by its name, as an ambient module of TypeScript declares it. */
export interface NativeModule {
  readonly name: string
  /** The folder of its C files; one of them defines `add_native_module`, as `native.h` has it. */
  readonly folder: string
}

/** What to build, of what, and where. */
export interface Build {
  /** The program's TypeScript file. It exports `main`, which gives a promise of the exit status. */
  readonly entry: string
  readonly module: NativeModule
  readonly output: string
  /** Keeps QuickJS between builds. */
  readonly cache: string
  /** With AddressSanitizer and UndefinedBehaviorSanitizer: for tests, larger, not static, and loaded at each start. */
  readonly sanitize: boolean
  readonly env: NodeJS.ProcessEnv
}

const native = join(import.meta.dirname, '../native')
const release = ['-O2']
const sanitized = ['-O0', '-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all']

/**
 * Makes an executable of a TypeScript program and its C module, static and with the program loaded; the same input gives
 * the same bytes. Returns the compiler that it took.
 */
export async function buildExecutable(build: Build): Promise<CCompiler> {
  const { entry, module, output, sanitize, env } = build
  const compiler = sanitize ? gcc : await fastestCompiler(env.PATH ?? '')
  await mkdir(build.cache, { recursive: true })
  await mkdir(dirname(output), { recursive: true })
  const options = sanitize ? sanitized : release
  const { qjsc, include, library } = await compileQuickJs(build.cache, compiler, options, env)
  const work = await mkdtemp(join(dirname(output), '.building-'))
  try {
    await bundle(entry, join(work, 'program.js'), [module.name])
    await runTool(qjsc, qjscOptions(module.name), work)
    const linking = sanitize ? [] : ['-static', '-s', '-Wl,--gc-sections']
    const all = [
      ...options,
      ...compiler.options,
      '-Wall',
      '-D_GNU_SOURCE',
      '-isystem',
      include,
      `-I${native}`,
    ]
    const sources = ['program.c', ...(await nativeSources(module.folder, sanitize)), library]
    await runTool(
      compiler.program,
      [...all, ...linking, '-o', 'program', ...sources, '-lm', '-lpthread'],
      work,
    )
    if (!sanitize) await keepImage(join(work, 'program'))
    await rename(join(work, 'program'), output)
    return compiler
  } finally {
    await rm(work, { recursive: true })
  }
}

const qjscOptions = (module: string) =>
  ['-c', '-m', '-s', '-M', `${module},${module}`, '-N', 'program', '-o', 'program.c', 'program.js'] as const

/** All C files in the order of their names. Sanitizers have a heap of their own. */
async function nativeSources(folder: string, sanitize: boolean): Promise<string[]> {
  const folders = await Promise.all(
    [native, folder].map(async (each) => (await readdir(each)).map((file) => join(each, file))),
  )
  return folders
    .flat()
    .filter((file) => file.endsWith('.c') && !(sanitize && basename(file) === 'heap.c'))
    .sort((one, other) => (basename(one) < basename(other) ? -1 : 1))
}
