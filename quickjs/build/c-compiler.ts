import { missingPrograms, runTool } from './run-tool.ts'

/** A C compiler that runs as gcc does. */
export interface CCompiler {
  readonly program: 'gcc' | 'musl-gcc'
  /** What it needs to be told in any case. */
  readonly options: readonly string[]
}

/** The one that every Linux has, with glibc. */
export const gcc: CCompiler = { program: 'gcc', options: [] }

/** musl copies a few bytes by an instruction that is made for many: on x86-64 such copies are compiled in its place. */
const inlineCopies = [
  '-minline-stringops-dynamically',
  '-mmemcpy-strategy=unrolled_loop:128:noalign,libcall:-1:noalign',
]

/**
 * The compiler for what is to start fast: with musl if it is installed, as glibc asks the processor what it is before
 * `main`, which takes half a millisecond in a virtual machine (`docs/adr/0006-the-program-starts-loaded.md`).
 */
export async function fastestCompiler(path: string): Promise<CCompiler> {
  if ((await missingPrograms(['musl-gcc'], path)).length > 0) return gcc
  const [machine, folder] = await Promise.all(
    ['-dumpmachine', '-print-multiarch'].map(async (question) =>
      (await runTool('gcc', [question], '/')).trim(),
    ),
  )
  return {
    program: 'musl-gcc',
    options: [
      ...(machine?.startsWith('x86_64') ? inlineCopies : []),
      // The kernel's headers, which are nobody's C library
      ...['-idirafter', '/usr/include', '-idirafter', `/usr/include/${folder ?? ''}`],
    ],
  }
}
