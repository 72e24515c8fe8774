import { execFile } from 'node:child_process'
import { open, readFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PluginHost } from './plugin-host.ts'

const execute = promisify(execFile)

/** Two pipes with which a test holds a delegate in the middle of its work. */
export class Gate {
  readonly #started: string
  readonly #gate: FileHandle

  private constructor(started: string, gate: FileHandle) {
    this.#started = started
    this.#gate = gate
  }

  /** From now on the delegate, at that command, waits until it is let through. */
  static async hold(host: PluginHost, name: string, command: string): Promise<Gate> {
    const [started, gate] = [join(host.binDir, 'started'), join(host.binDir, 'gate')]
    await execute('mkfifo', [started, gate])
    await host.delegates.tell(name, command, 'echo > "$here/started"; read line < "$here/gate"; echo "{}"\n')
    return new Gate(started, await open(gate, 'r+'))
  }

  /** Waits until the delegate is there. */
  async reached(): Promise<void> {
    await readFile(this.#started)
  }

  /** Lets the delegate through, also one that comes later, as long as the gate is open here. */
  async letThrough(): Promise<void> {
    await this.#gate.write('\n')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#gate.close()
  }
}
