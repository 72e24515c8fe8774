import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** No call takes a tenth of it; one that does not come back is ended. */
const hangsAfterMs = 20_000

/** Asks the probe in `quickjs-json-probe.ts`, which is started when it is needed and again after an end. */
export class JsonProbe implements AsyncDisposable {
  readonly #executable: string
  #process: Process | undefined

  constructor(executable: string) {
    this.#executable = executable
  }

  /** The probe's answer to one line. Throws if it ends instead, by a signal or the word of a sanitizer. */
  async ask(line: string | Buffer): Promise<string> {
    this.#process ??= start(this.#executable)
    const { child, lines, end } = this.#process
    const overdue = setTimeout(() => child.kill('SIGKILL'), hangsAfterMs)
    child.stdin.write(Buffer.concat([Buffer.from(line), Buffer.from('\n')]))
    const next = await lines.next()
    clearTimeout(overdue)
    if (next.done !== true) return next.value
    this.#process = undefined
    throw new Error(`The probe ended instead of answering: ${await end}`)
  }

  /** How the probe ended when there was nothing more to ask. */
  async end(): Promise<string> {
    const running = this.#process
    this.#process = undefined
    running?.child.stdin.end()
    return (await running?.end) ?? 'never started'
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process?.child.kill('SIGKILL')
    await this.#process?.end
  }
}

interface Process {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly lines: AsyncGenerator<string, undefined>
  readonly end: Promise<string>
}

function start(executable: string): Process {
  const child = spawn(executable, { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', () => undefined)
  return { child, lines: linesOf(child.stdout), end: endOf(child) }
}

/** Lines end at a line feed and nowhere else; node:readline ends them at U+2028 too, which JSON may hold. */
async function* linesOf(stream: Readable): AsyncGenerator<string, undefined> {
  let rest = ''
  for await (const chunk of stream.setEncoding('utf8') as AsyncIterable<string>) {
    const [first = '', ...others] = chunk.split('\n')
    const lines = [rest + first, ...others]
    rest = lines.pop() ?? ''
    yield* lines
  }
}

async function endOf(child: Process['child']): Promise<string> {
  const [, stderr] = await Promise.all([once(child, 'close'), text(child.stderr)])
  return `${String(child.signalCode ?? child.exitCode)} ${stderr}`.trim()
}
