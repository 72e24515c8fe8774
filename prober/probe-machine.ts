import { readdir } from 'node:fs/promises'
import {
  callConf,
  callEnvironment,
  probeInterface,
  type GenieMembers,
  type ProbeCommand,
} from './probe-call.ts'
import { parseAddress } from './parse-address.ts'
import type { ProgramEnd, RunProgram } from './run-program.ts'

/** What the prober does to the machine, and as whom. */
export interface ProbeMachineOptions {
  readonly node: string
  /** The command that is the CNI plugin. */
  readonly plugin: readonly string[]
  readonly genie: GenieMembers
  /** What the plugin gets as CNI_PATH. */
  readonly cniPath: string
  /** Where programs of the system are. */
  readonly path: string
  readonly run: RunProgram
  readonly signal: AbortSignal
}

/** Where network namespaces have names (ip-netns(8)). */
const namespaceDir = '/run/netns'
const toolLimitMs = 10_000
/** The plugin has limits of its own, and rolls back what it could not end: this is for one that hangs. */
const pluginLimitMs = 130_000

/** Network namespaces and calls of the plugin: all that probes need of the machine. */
export class ProbeMachine {
  readonly #options: ProbeMachineOptions

  constructor(options: ProbeMachineOptions) {
    this.#options = options
  }

  /** The namespaces whose names begin so. */
  async namespaces(prefix: string): Promise<readonly string[]> {
    const names = await readdir(namespaceDir).catch(() => [])
    return names.filter((name) => name.startsWith(prefix))
  }

  /** @throws {Error} if it cannot be made */
  async makeNamespace(namespace: string): Promise<void> {
    await this.#ip(['netns', 'add', namespace])
    await this.#ip(['-n', namespace, 'link', 'set', 'lo', 'up'])
  }

  /** Ends what runs in it and takes its name away. @throws {Error} if the name stays */
  async removeNamespace(namespace: string): Promise<void> {
    await this.endProcesses(namespace)
    await this.#ip(['netns', 'delete', namespace])
  }

  /** Nothing but a program of ours, left by a prober that was killed, can be in a namespace of ours. */
  async endProcesses(namespace: string): Promise<void> {
    const { stdout } = await this.#run(['netns', 'pids', namespace])
    for (const pid of stdout.split('\n').filter((line) => /^[1-9]\d*$/.test(line)))
      try {
        process.kill(Number(pid), 'SIGKILL')
      } catch {
        // It has ended by itself meanwhile.
      }
  }

  /** The address of the attachment's interface, or null. */
  async address(namespace: string): Promise<string | null> {
    const { stdout } = await this.#run(['-n', namespace, '-json', 'address', 'show', 'dev', probeInterface])
    return parseAddress(stdout)
  }

  /** Calls the plugin as a runtime does. @throws {Error} with the plugin's own sentence */
  async call(command: ProbeCommand, namespace: string, network: string | null): Promise<void> {
    const { node, plugin, genie, cniPath, path, run, signal } = this.#options
    const [file = '', ...args] = plugin
    const end = await run({
      file,
      args,
      env: { ...callEnvironment(command, { node, namespace, network }), CNI_PATH: cniPath, PATH: path },
      stdin: callConf(genie, network),
      limitMs: pluginLimitMs,
      signal,
    })
    if (end.fault !== null) throw new Error(`${command} failed: ${said(end)}`)
  }

  async #ip(args: readonly string[]): Promise<void> {
    const end = await this.#run(args)
    if (end.fault !== null) throw new Error(`ip ${args.join(' ')} failed: ${said(end)}`)
  }

  #run(args: readonly string[]): Promise<ProgramEnd> {
    const { path, run, signal } = this.#options
    return run({ file: 'ip', args, env: { PATH: path }, limitMs: toolLimitMs, signal })
  }
}

/** A plugin says why as JSON on standard output (CNI specification 1.0.0, "Error"), all others on standard error. */
function said({ stdout, stderr, fault }: ProgramEnd): string {
  try {
    const { msg } = JSON.parse(stdout) as { msg?: unknown }
    if (typeof msg === 'string' && msg !== '') return msg.slice(0, 500)
  } catch {
    // Then it is no answer of a plugin.
  }
  return (stderr.trim().split('\n')[0] ?? '').slice(0, 500) || (fault ?? '')
}
