import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { worksHere } from './works-here.ts'

const execute = promisify(execFile)
const sizeBytes = 16 * 1024 * 1024
const needed = [
  ['unshare', '-m', 'true'],
  ['mkfs.ext4', '-V'],
  ['gcc', '--version'],
] as const

/** Why there can be no such disk here, as words for the name of a suite; empty if there can. */
export const noLossyDisk =
  existsSync('/dev/loop-control') && needed.every(([program, ...args]) => worksHere(program, args))
    ? ''
    : ' (skipped: needs root, loop devices, mkfs.ext4 and gcc)'

/**
 * An ext4 file system whose power can be cut. It is mounted in a namespace that lives as long as a process of ours: the
 * machine never sees it, and nothing stays mounted however a test ends.
 */
export class LossyDisk implements AsyncDisposable {
  /** Where it is mounted, for those who run `inside`. */
  readonly path: string
  /** A program that cuts its power; takes the path. Cut before anything else can come to the disk. */
  readonly cutter: string
  readonly #image: string
  readonly #holder: ChildProcess

  private constructor(directory: string, holder: ChildProcess) {
    this.path = join(directory, 'disk')
    this.cutter = join(directory, 'cut-power')
    this.#image = join(directory, 'disk.img')
    this.#holder = holder
  }

  static async open(directory: string): Promise<LossyDisk> {
    const holder = spawn('unshare', ['-m', 'sh', '-c', 'echo; exec cat'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await once(holder.stdout, 'data')
    const disk = new LossyDisk(directory, holder)
    await execute('gcc', ['-o', disk.cutter, join(import.meta.dirname, 'cut-power.c')])
    await mkdir(disk.path)
    await writeFile(disk.#image, '')
    await truncate(disk.#image, sizeBytes)
    await disk.#format()
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

  async cutPower(): Promise<void> {
    await this.#run(this.cutter, this.path)
  }

  /** Power is back: the disk has what had come to it. */
  async restart(): Promise<void> {
    await this.#run('umount', this.path)
    await this.#mount()
  }

  /** Empty again. */
  async renew(): Promise<void> {
    await this.#run('umount', this.path)
    await this.#format()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#holder, 'close')
    this.#holder.stdin?.end()
    await gone
  }

  async #format(): Promise<void> {
    await execute('mkfs.ext4', ['-q', '-F', this.#image])
    await this.#mount()
  }

  /** The kernel would write by itself after 5 s: nothing is to come to the disk but what is synced. */
  async #mount(): Promise<void> {
    await this.#run('mount', '-o', 'loop,commit=600', this.#image, this.path)
  }

  async #run(...command: readonly string[]): Promise<void> {
    const [program = '', ...args] = [...this.inside, ...command]
    await execute(program, args)
  }
}
