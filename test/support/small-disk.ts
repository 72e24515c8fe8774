import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { worksHere } from './works-here.ts'

const execute = promisify(execFile)

/** Why there can be no such disk here, as words for the name of a suite; empty if there can. */
export const noSmallDisk = worksHere('unshare', ['-m', 'mount', '-t', 'tmpfs', 'genie-disk', '/mnt'])
  ? ''
  : ' (skipped: needs root and mount namespaces)'

/**
 * A disk that can be filled and made read-only. It is mounted in a namespace that lives as long as a process of ours: the
 * machine never sees it, and nothing stays mounted however a test ends.
 */
export class SmallDisk implements AsyncDisposable {
  /** Where it is mounted, for those who run `inside`. */
  readonly path: string
  readonly #holder: ChildProcess

  private constructor(path: string, holder: ChildProcess) {
    this.path = path
    this.#holder = holder
  }

  /** Opens one of so many bytes; the other's namespace has it too if there is another. */
  static async open(bytes: number, beside?: SmallDisk): Promise<SmallDisk> {
    const path = join(await mkdtemp(join(tmpdir(), 'genie-disk-')), 'disk')
    await mkdir(path)
    const [program, ...args] = [...(beside?.inside ?? ['unshare', '-m']), 'sh', '-c', 'echo; exec cat']
    const holder = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    await once(holder.stdout, 'data')
    const disk = new SmallDisk(path, holder)
    await disk.#run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'genie-disk', path)
    return disk
  }

  /** The program and arguments that start another one where the disk can be seen. */
  get inside(): readonly string[] {
    return ['nsenter', `--mount=/proc/${this.#holder.pid}/ns/mnt`]
  }

  /** What the disk has at a path below it, as the machine sees it. */
  at(path: string): string {
    return join(`/proc/${this.#holder.pid}/root`, this.path, path)
  }

  /** The names in a directory of it, sorted; none if it is not there. */
  async names(directory: string): Promise<readonly string[]> {
    return (await readdir(this.at(directory)).catch(() => [])).sort()
  }

  /** Not a byte is left. */
  async fill(): Promise<void> {
    const filler = await open(this.at('filler'), 'a')
    try {
      for (const size of [65_536, 4_096, 1]) await fillWith(filler, Buffer.alloc(size))
    } finally {
      await filler.close()
    }
  }

  /** What filled it is taken away. */
  async free(): Promise<void> {
    await rm(this.at('filler'))
  }

  /** As after an error of the disk. Whoever has a file open for writing keeps it from becoming so. */
  async setReadOnly(isReadOnly: boolean): Promise<void> {
    await this.#run('mount', '-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, this.path)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#holder, 'close')
    this.#holder.stdin?.end()
    await gone
    await rm(join(this.path, '..'), { recursive: true, force: true })
  }

  async #run(...command: readonly string[]): Promise<void> {
    const [program = '', ...args] = [...this.inside, ...command]
    await execute(program, args)
  }
}

async function fillWith(file: Awaited<ReturnType<typeof open>>, bytes: Buffer): Promise<void> {
  try {
    for (;;) await file.appendFile(bytes)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}
