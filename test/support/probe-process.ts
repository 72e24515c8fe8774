import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Step, StepResult } from './platform-probe.ts'

/** How a probe is started. */
export interface Start {
  readonly stdin?: string
  /** A program and its arguments that shall start the probe, such as strace's. */
  readonly through?: readonly string[]
}

/** What each step gave, or the code of its fault. */
export function outcomesOf(results: readonly StepResult[]): unknown[] {
  return results.map((result) => ('code' in result ? result.code : result.value))
}

/** A folder of its own for one test, with what a probe needs there; gone at the end of the test. */
export class ProbeFolder implements AsyncDisposable {
  readonly path: string
  #count = 0

  private constructor(path: string) {
    this.path = path
  }

  static async create(): Promise<ProbeFolder> {
    return new ProbeFolder(await mkdtemp(join(tmpdir(), 'genie-probe-')))
  }

  /** Writes a program for a delegate's part; the first line says who runs it. */
  async program(source: string): Promise<string> {
    const path = join(this.path, `program-${++this.#count}`)
    await writeFile(path, source)
    await chmod(path, 0o755)
    return path
  }

  /** A `run` step of such a program, with limits that are in nobody's way. */
  async run(source: string, command: object = {}): Promise<Step> {
    const path = await this.program(source)
    return ['run', { path, env: [], stdin: '', deadlineMs: 60_000, outputLimitBytes: 4e6, ...command }]
  }

  async start(executable: string, steps: readonly Step[], start: Start = {}): Promise<RunningProbe> {
    const script = join(this.path, `steps-${++this.#count}.json`)
    await writeFile(script, JSON.stringify(steps))
    const [program = executable, ...args] = start.through ? [...start.through, executable] : []
    const child = spawn(program, args, { env: { PATH: process.env.PATH, PROBE: script } })
    child.stdin.on('error', () => undefined)
    if (start.stdin !== undefined) child.stdin.end(start.stdin)
    const ended = endOf(child)
    return { child, results: async () => await resultsOf(script, await ended) }
  }

  async results(executable: string, steps: readonly Step[], start?: Start): Promise<StepResult[]> {
    const running = await this.start(executable, steps, start)
    return await running.results()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }
}

export interface RunningProbe {
  readonly child: ChildProcess
  /** Throws if the probe failed, or if it said anything on stderr, as sanitizers do. */
  readonly results: () => Promise<StepResult[]>
}

interface End {
  readonly status: number | null
  readonly stderr: string
}

async function endOf(child: ChildProcess): Promise<End> {
  let stderr = ''
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()))
  child.stdout?.resume()
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, stderr }
}

async function resultsOf(script: string, { status, stderr }: End): Promise<StepResult[]> {
  if (status !== 0 || stderr !== '') throw new Error(`The probe ended with ${String(status)}: ${stderr}`)
  return JSON.parse(await readFile(`${script}.result`, 'utf8')) as StepResult[]
}
