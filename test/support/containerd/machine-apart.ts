import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { processOwner } from '../../../lab/process-owner.ts'
import { runCommand, type RunOptions } from '../../../lab/run-command.ts'
import { removeMachine, sweepDeadMachines } from './remove-machine.ts'

const init = join(import.meta.dirname, 'machine-init.sh')

/**
 * A part of this machine with processes, mounts and a network of its own, in which a container runtime can do as it
 * likes. All of it ends with its first process, and that with its standard input: whatever becomes of this process.
 */
export class MachineApart implements AsyncDisposable {
  /** The directory that both sides see; short enough for the sockets in it. */
  readonly dir: string
  /** What its cgroups are called, below each hierarchy's root. */
  readonly cgroup: string
  readonly #unshare: ChildProcessByStdio<Writable, Readable, null>
  /** The first process as this side knows it. */
  readonly #init: number

  private constructor(name: string, unshare: ChildProcessByStdio<Writable, Readable, null>, initPid: number) {
    this.dir = `/tmp/${name}`
    this.cgroup = `/${name}`
    this.#unshare = unshare
    this.#init = initPid
  }

  static async open(): Promise<MachineApart> {
    await sweepDeadMachines()
    const { pid, startTicks } = processOwner(process.pid)
    const name = `genie-cri-${pid}-${startTicks.toString(36)}-${randomInt(0x10000).toString(16)}`
    await mkdir(`/tmp/${name}`, { mode: 0o755 })
    const unshare = spawn(
      'unshare',
      ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', init, `/tmp/${name}`],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    )
    try {
      await Promise.race([
        once(unshare.stdout, 'data'),
        once(unshare, 'close').then(() =>
          Promise.reject(new Error('Cannot make a machine apart: unshare failed')),
        ),
      ])
      return new MachineApart(name, unshare, childOf(unshare.pid ?? 0))
    } catch (error) {
      unshare.kill('SIGKILL')
      await removeMachine(name)
      throw error
    }
  }

  at(name: string): string {
    return join(this.dir, name)
  }

  /** Runs a program in there to its end and gives its standard output. */
  run(command: readonly string[], { env = {}, input = '' }: RunOptions = {}): Promise<string> {
    return runCommand([...this.#inside, ...command], { env: { PATH: process.env['PATH'], ...env }, input })
  }

  /** Starts a program in there whose output goes to `<name>.log`. */
  async start(name: string, command: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ProcessInside> {
    const pidFile = this.at(`${name}.pid`)
    await writeFile(pidFile, '')
    const script = 'echo $$ > "$0"; log=$1; shift; exec "$@" >> "$log" 2>&1'
    const [file = '', ...args] = [
      ...this.#inside,
      'sh',
      '-c',
      script,
      pidFile,
      this.at(`${name}.log`),
      ...command,
    ]
    const child = spawn(file, args, { env: { PATH: process.env['PATH'], ...env }, stdio: 'ignore' })
    return new ProcessInside(this, child, pidFile)
  }

  async log(name: string): Promise<string> {
    return readFile(this.at(`${name}.log`), 'utf8')
  }

  /** Ends everything in there, and removes what is left outside. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#unshare, 'close')
    this.#unshare.kill('SIGKILL')
    await closed
    await removeMachine(this.cgroup.slice(1))
  }

  get #inside(): readonly string[] {
    return ['nsenter', '--target', String(this.#init), '--mount', '--net', '--pid', '--']
  }
}

/** A program that runs in a machine apart. */
export class ProcessInside {
  readonly #machine: MachineApart
  readonly #child: ChildProcess
  readonly #pidFile: string
  readonly #closed: Promise<unknown>

  constructor(machine: MachineApart, child: ChildProcess, pidFile: string) {
    this.#machine = machine
    this.#child = child
    this.#pidFile = pidFile
    this.#closed = once(child, 'close')
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Sends it a signal, and waits for its end. */
  async end(signal: 'TERM' | 'KILL'): Promise<void> {
    const pid = (await readFile(this.#pidFile, 'utf8')).trim()
    if (!this.hasEnded) await this.#machine.run(['kill', `-${signal}`, pid])
    await this.#closed
  }
}

/** What `unshare --fork` has forked. */
function childOf(pid: number): number {
  const [child = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')
  return Number(child)
}
