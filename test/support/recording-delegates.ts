import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How a delegate was called. */
export interface DelegateCall {
  readonly name: string
  readonly command: string
  readonly ifname: string
  readonly env: Readonly<Record<string, string>>
  readonly stdin: string
}

/** Delegates in a CNI_PATH of their own that write down every call and do what they are told. */
export class RecordingDelegates {
  readonly #path: string
  private constructor(path: string) {
    this.#path = path
  }

  static async install(path: string, names: readonly string[]): Promise<RecordingDelegates> {
    await mkdir(join(path, '.calls'), { recursive: true })
    await mkdir(join(path, '.orders'))
    const script = join(import.meta.dirname, 'recording-delegate.sh')
    for (const name of names) await copyFile(script, join(path, name))
    return new RecordingDelegates(path)
  }

  /** From now on the delegate answers that command by these shell commands; `$here` is CNI_PATH. */
  async tell(name: string, command: string, commands: string): Promise<void> {
    await writeFile(join(this.#path, '.orders', `${name}.${command}`), commands)
  }

  /** From now on the delegate answers that command by this CNI error. */
  async tellToFail(name: string, command: string, code: number, msg: string): Promise<void> {
    await this.tell(name, command, `cat <<'E'\n${JSON.stringify({ code, msg })}\nE\nexit 1\n`)
  }

  /** From now on the delegate answers that command by this text. */
  async tellToPrint(name: string, command: string, text: string): Promise<void> {
    await this.tell(name, command, `cat <<'E'\n${text}\nE\n`)
  }

  /** All calls so far, in their order. */
  async calls(): Promise<readonly DelegateCall[]> {
    const numbers = await readdir(join(this.#path, '.calls'))
    const ordered = numbers.map(Number).sort((a, b) => a - b)
    return Promise.all(ordered.map((number) => this.#read(join(this.#path, '.calls', String(number)))))
  }

  /** All calls so far, each as `<command> <delegate> <ifname>`. */
  async order(): Promise<readonly string[]> {
    return (await this.calls()).map(({ command, name, ifname }) => `${command} ${name} ${ifname}`)
  }

  async #read(call: string): Promise<DelegateCall> {
    const [name, env, stdin] = await Promise.all(
      ['name', 'env', 'stdin'].map((file) => readFile(join(call, file), 'utf8')),
    )
    const variables = Object.fromEntries(
      (env ?? '').split('\n').map((line) => [line.replace(/=.*/, ''), line.replace(/^[^=]*=/, '')]),
    )
    const { CNI_COMMAND: command = '', CNI_IFNAME: ifname = '' } = variables
    return { name: (name ?? '').trim(), command, ifname, env: variables, stdin: stdin ?? '' }
  }
}
