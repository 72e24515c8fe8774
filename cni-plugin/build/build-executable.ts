import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bundle } from './bundle.ts'
import { fastestCompiler, gcc, type CCompiler } from './c-compiler.ts'
import { compileQuickJs } from './compile-quickjs.ts'
import { keepImage } from './keep-image.ts'
import { runTool } from './run-tool.ts'

/** What to build, of what, and where. */
export interface Build {
  /** The program's TypeScript file. It exports `main`, which gives a promise of the exit status. */
  readonly entry: string
  readonly output: string
  /** Keeps QuickJS between builds. */
  readonly cache: string
  /** With AddressSanitizer and UndefinedBehaviorSanitizer: for tests, larger, not static, and loaded at each start. */
  readonly sanitize: boolean
  readonly env: NodeJS.ProcessEnv
}

const native = join(import.meta.dirname, '../platform/quickjs')
const qjscOptions = ['-c', '-m', '-s', '-M', 'sys,sys', '-N', 'program', '-o', 'program.c', 'program.js']
const release = ['-O2']
const sanitized = ['-O0', '-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all']

/**
 * Makes an executable of a TypeScript program on the QuickJS platform, static and with the program loaded; the same
 * input gives the same bytes. Returns the compiler that it took.
 */
export async function buildExecutable(build: Build): Promise<CCompiler> {
  const { entry, output, sanitize, env } = build
  const compiler = sanitize ? gcc : await fastestCompiler(env.PATH ?? '')
  await mkdir(build.cache, { recursive: true })
  await mkdir(dirname(output), { recursive: true })
  const options = sanitize ? sanitized : release
  const { qjsc, include, library } = await compileQuickJs(build.cache, compiler, options, env)
  const work = await mkdtemp(join(dirname(output), '.building-'))
  try {
    await bundle(entry, join(work, 'program.js'), ['sys'])
    await runTool(qjsc, qjscOptions, work)
    const linking = sanitize ? [] : ['-static', '-s', '-Wl,--gc-sections']
    const all = [...options, ...compiler.options, '-Wall', '-D_GNU_SOURCE', '-isystem', include, ...linking]
    const sources = ['program.c', ...(await nativeSources(sanitize)), library]
    await runTool(compiler.program, [...all, '-o', 'program', ...sources, '-lm', '-lpthread'], work)
    if (!sanitize) await keepImage(join(work, 'program'))
    await rename(join(work, 'program'), output)
    return compiler
  } finally {
    await rm(work, { recursive: true })
  }
}

/** Sanitizers have a heap of their own. */
async function nativeSources(sanitize: boolean): Promise<string[]> {
  const files = await readdir(native)
  return files
    .filter((file) => file.endsWith('.c') && !(sanitize && file === 'heap.c'))
    .sort()
    .map((file) => join(native, file))
}
