import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bundle } from './bundle.ts'
import { compileQuickJs } from './compile-quickjs.ts'
import { runTool } from './run-tool.ts'

/** What to build, of what, and where. */
export interface Build {
  /** The program's TypeScript file; what it exports is nothing to anybody. */
  readonly entry: string
  readonly output: string
  /** Keeps QuickJS between builds. */
  readonly cache: string
  /** With AddressSanitizer and UndefinedBehaviorSanitizer: for tests, larger, and not static. */
  readonly sanitize: boolean
  readonly env: NodeJS.ProcessEnv
}

const native = join(import.meta.dirname, '../platform/quickjs')
/** Promises stay: without them the module loader crashes. What nobody uses makes the start slower. */
const qjscOptions = ['-e', '-m', '-s', '-fno-eval', '-fno-proxy', '-fno-date', '-M', 'sys,sys']
const release = ['-O2']
const sanitized = ['-O0', '-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all']

/** Makes a static executable of a TypeScript program on the QuickJS platform; the same input gives the same bytes. */
export async function buildExecutable({ entry, output, cache, sanitize, env }: Build): Promise<void> {
  await mkdir(cache, { recursive: true })
  await mkdir(dirname(output), { recursive: true })
  const { qjsc } = await compileQuickJs(cache, release, env)
  const options = sanitize ? sanitized : release
  const { include, library } = await compileQuickJs(cache, options, env)
  const work = await mkdtemp(join(dirname(output), '.building-'))
  try {
    await bundle(entry, join(work, 'program.js'), ['sys'])
    await runTool(qjsc, [...qjscOptions, '-o', 'program.c', 'program.js'], work)
    const sources = ['program.c', ...(await nativeSources()), library]
    const linking = sanitize ? [] : ['-static', '-s', '-Wl,--gc-sections']
    const link = [...options, '-Wall', '-D_GNU_SOURCE', '-isystem', include, ...linking, '-o', 'program']
    await runTool('gcc', [...link, ...sources, '-lm', '-ldl', '-lpthread'], work)
    await rename(join(work, 'program'), output)
  } finally {
    await rm(work, { recursive: true })
  }
}

async function nativeSources(): Promise<string[]> {
  const files = await readdir(native)
  return files
    .filter((file) => file.endsWith('.c'))
    .sort()
    .map((file) => join(native, file))
}
