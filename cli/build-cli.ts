import type { Clock } from '../service-kit/clock.ts'
import { messageOf } from '../service-kit/message-of.ts'
import { openCluster, type OpenCluster } from './cluster/open-cluster.ts'
import type { Call } from './command/call.ts'
import { commands } from './command/command-table.ts'
import { GivenFlags } from './command/given-flags.ts'
import { commandHelp, programHelp } from './command/help-text.ts'
import { parseCommandLine, type CommandLine } from './command/parse-command-line.ts'
import { UsageFault } from './command/usage-fault.ts'
import { completeWord } from './completion/shell-scripts.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { openTerminal, type Streams } from './terminal/open-terminal.ts'
import { withoutControls } from './terminal/text-width.ts'

/** Everything that the program touches. */
export interface CliParts {
  /** The words behind the program's name. */
  readonly words: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly streams: Streams
  readonly clock: Clock
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/** Wires a call of `kubectl genie`; what it gives runs it to its end and answers the exit status. Never throws. */
export function buildCli(parts: CliParts): () => Promise<ExitCode> {
  return async () => {
    try {
      const [first, ...rest] = parts.words
      if (first === completeWord) return await runCompletion(parts, rest)
      return await runLine(parts, parseCommandLine(parts.words, commands))
    } catch (error) {
      // Ctrl-C cuts whatever is under way: that is no fault.
      if (parts.signal.aborted) return exitCodes.ok.code
      parts.streams.stderr.write(`${withoutControls(messageOf(error))}\n`)
      return error instanceof UsageFault ? exitCodes.usage.code : exitCodes.fault.code
    }
  }
}

async function runLine(parts: CliParts, { command, argument, flags }: CommandLine): Promise<ExitCode> {
  const { env, streams, clock, signal } = parts
  const terminal = openTerminal(streams, { env, noColour: flags.isOn('no-color') })
  if (command === null || flags.isOn('help')) {
    terminal.write(command === null ? programHelp(commands) : commandHelp(command))
    return exitCodes.ok.code
  }
  const run = await command.load()
  const cluster = new LazyCluster(flags, env)
  try {
    const call: Call = { argument, flags, terminal, clock, env, signal, cluster: () => cluster.get() }
    return await run(call)
  } finally {
    await cluster.close()
  }
}

/** Completes the last of the words; a line that cannot be read is completed all the same. */
async function runCompletion({ env, streams }: CliParts, words: readonly string[]): Promise<ExitCode> {
  const { complete } = await import('./completion/complete.ts')
  const flags = flagsSoFar(words.slice(0, -1))
  const cluster = new LazyCluster(flags, env)
  try {
    streams.stdout.write(await complete({ words, commands, flags, env, cluster: () => cluster.get() }))
    return exitCodes.ok.code
  } finally {
    await cluster.close()
  }
}

function flagsSoFar(words: readonly string[]): GivenFlags {
  try {
    return parseCommandLine([...words, '--help'], commands).flags
  } catch {
    return new GivenFlags({})
  }
}

/** Opened by the first who asks, closed by the program. */
class LazyCluster {
  readonly #flags: GivenFlags
  readonly #env: CliParts['env']
  #open: Promise<OpenCluster> | undefined

  constructor(flags: GivenFlags, env: CliParts['env']) {
    this.#flags = flags
    this.#env = env
  }

  get(): Promise<OpenCluster> {
    this.#open ??= openCluster(this.#flags, this.#env)
    return this.#open
  }

  async close(): Promise<void> {
    const open = await this.#open?.catch(() => undefined)
    await open?.[Symbol.asyncDispose]()
  }
}
