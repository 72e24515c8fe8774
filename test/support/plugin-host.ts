import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { checksum } from '../../collector/journal/checksum.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import type { PlannedAttachment } from '../../domain/plan-protocol.ts'
import { parseRecord } from '../../journal/record-file.ts'
import { JournalDir } from './journal-dir.ts'
import type { PluginExecutable } from './plugin-executables.ts'
import { RecordingDelegates } from './recording-delegates.ts'
import { StubAgent } from './stub-agent.ts'

/** What became of one call of the plugin. */
export interface PluginOutcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** Standard output parsed; null if it was empty. */
  readonly answer: unknown
}

/** What differs from an ordinary call. A variable that is undefined is not set. */
export interface CallOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Members of our own configuration, beside or instead of the usual ones. */
  readonly conf?: Readonly<Record<string, unknown>>
  /** Instead of a configuration. */
  readonly stdin?: string
  /** A program and arguments that start the plugin with theirs. */
  readonly through?: readonly string[]
}

/** A temporary directory with all that the plugin meets on a node: CNI_PATH, conf dir, an agent, a journal. */
export class PluginHost {
  readonly directory: string
  readonly delegates: RecordingDelegates
  readonly agent: StubAgent
  readonly #executable: PluginExecutable

  private constructor(
    executable: PluginExecutable,
    directory: string,
    delegates: RecordingDelegates,
    agent: StubAgent,
  ) {
    this.#executable = executable
    this.directory = directory
    this.delegates = delegates
    this.agent = agent
  }

  static async open(executable: PluginExecutable): Promise<PluginHost> {
    const directory = await mkdtemp(join(tmpdir(), 'genie-plugin-'))
    const delegates = await RecordingDelegates.install(join(directory, 'bin'), ['a', 'b', 'c'])
    await mkdir(join(directory, 'net.d'))
    const agent = new StubAgent()
    await agent.listen(join(directory, 'agent.sock'))
    return new PluginHost(executable, directory, delegates, agent)
  }

  /** A real one, and our own: the plugin leaves its routes alone. */
  get netns(): string {
    return `/proc/${process.pid}/ns/net`
  }
  get stateDir(): string {
    return join(this.directory, 'state')
  }
  get journal(): JournalDir {
    return new JournalDir(this.stateDir)
  }
  /** The part of CNI_PATH in which the delegates are. */
  get binDir(): string {
    return join(this.directory, 'bin')
  }

  /** Puts a configuration into the conf dir. */
  async setConf(file: string, conf: Readonly<Record<string, unknown>>): Promise<void> {
    await writeFile(join(this.directory, 'net.d', file), JSON.stringify(conf))
  }

  /** From now on the agent plans these. */
  plan(...attachments: readonly PlannedAttachment[]): void {
    this.agent.answer = () => ({ type: 'plan', attachments: [...attachments], decision: 'd-1' })
  }

  /** Starts the plugin; its standard input stays open if `stdin` is null. */
  start(
    command: string | undefined,
    { env = {}, conf = {}, stdin, through = [] }: CallOptions = {},
    isOpen = false,
  ): ChildProcess {
    const [program = '', ...args] = [...through, ...this.#executable.command]
    const variables = {
      CNI_COMMAND: command,
      CNI_CONTAINERID: 'c1',
      CNI_NETNS: this.netns,
      CNI_IFNAME: 'eth0',
      CNI_PATH: `/nowhere:${this.binDir}`,
      CNI_ARGS: 'IgnoreUnknown=1;K8S_POD_NAMESPACE=ns;K8S_POD_NAME=pod;K8S_POD_UID=u-1',
      PATH: process.env['PATH'],
      ...env,
    }
    const child = spawn(program, args, { env: variables })
    child.stdin.on('error', () => undefined)
    if (!isOpen) child.stdin.end(stdin ?? this.#conf(conf))
    return child
  }

  /** Calls the plugin and waits for its end. */
  async call(command: string | undefined, options: CallOptions = {}): Promise<PluginOutcome> {
    return PluginHost.outcomeOf(this.start(command, options))
  }

  static async outcomeOf(child: ChildProcess): Promise<PluginOutcome> {
    const [stdout, stderr, [status]] = await Promise.all([
      child.stdout ? text(child.stdout) : '',
      child.stderr ? text(child.stderr) : '',
      once(child, 'close') as Promise<[number | null]>,
    ])
    return { status, stdout, stderr, answer: stdout === '' ? null : JSON.parse(stdout) }
  }

  /** The journal's record of the container and eth0, or null if there is none that is whole. */
  async record(containerId = 'c1'): Promise<AttachmentRecord | null> {
    const path = join(this.journal.path, `${containerId}@eth0.json`)
    return parseRecord(await readFile(path, 'utf8').catch(() => ''), checksum)
  }

  /** The names of all files under the state directory, sorted. */
  async stateFiles(): Promise<readonly string[]> {
    const entries = await readdir(this.stateDir, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.agent[Symbol.asyncDispose]()
    await rm(this.directory, { recursive: true, force: true })
  }

  #conf(members: Readonly<Record<string, unknown>>): string {
    const { genie, ...others } = members
    return JSON.stringify({
      cniVersion: '1.0.0',
      name: 'cluster',
      type: 'genie',
      genie: {
        socket: join(this.directory, 'agent.sock'),
        stateDir: this.stateDir,
        confDir: join(this.directory, 'net.d'),
        ...(genie as object),
      },
      ...others,
    })
  }
}

/** A planned attachment whose conflist runs these plugins, each a type or a whole configuration. */
export function planned(
  network: string,
  ifname: string,
  plugins: readonly (string | Readonly<Record<string, unknown>>)[],
  members: Readonly<Record<string, unknown>> = {},
): PlannedAttachment {
  const conflist = {
    cniVersion: '1.0.0',
    name: network,
    ...members,
    plugins: plugins.map((plugin) => (typeof plugin === 'string' ? { type: plugin } : plugin)),
  }
  return { network, ifname, conflist: JSON.stringify(conflist) }
}
