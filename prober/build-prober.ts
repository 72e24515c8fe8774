import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../service-kit/clock.ts'
import type { Logger } from '../service-kit/logger.ts'
import type { GenieMembers } from './probe-call.ts'
import { ProbeAttachments } from './probe-attachments.ts'
import { ProbeMachine } from './probe-machine.ts'
import { ProbeProcess } from './probe-process.ts'
import { Prober } from './prober.ts'
import { runProgram } from './run-program.ts'

/** Where a prober works, and with what. */
export interface ProberOptions {
  readonly node: string
  /** The CNI plugin's executable. */
  readonly plugin: string
  /** Where the host's files are, if not here: the plugin runs with them as its root. */
  readonly hostRoot?: string
  /** The executable that probes and answers; that of this checkout if left out. */
  readonly program?: string
  readonly genie: GenieMembers
  readonly cniPath: string
  /** Where `ip` is, and what delegates need. */
  readonly path: string
  /** How the names of its network namespaces begin. */
  readonly prefix: string
  /** Given to its programs besides. */
  readonly env?: Readonly<Record<string, string>>
  readonly clock: Clock
  readonly logger: Logger
}

const builtProgram = fileURLToPath(new URL('../dist/genie-probe', import.meta.url))

/** A prober that is to be started, and given up with what it does to the machine. */
export interface BuiltProber extends AsyncDisposable {
  readonly prober: Prober
  /** Removes all that earlier probers have left, and makes nothing: for a node whose probes are switched off. */
  clear(): Promise<void>
}

/**
 * Wires a prober; starts nothing.
 * @throws {Error} if a program that it needs is missing
 */
export function buildProber(options: ProberOptions): BuiltProber {
  const { node, plugin, hostRoot, genie, cniPath, path, prefix, env, clock, logger } = options
  const program = options.program ?? builtProgram
  const stop = new AbortController()
  const machine = new ProbeMachine({
    node,
    plugin: hostRoot === undefined ? [plugin] : ['chroot', hostRoot, plugin],
    genie,
    cniPath,
    path,
    run: runProgram,
    signal: stop.signal,
  })
  const attachments = new ProbeAttachments({ machine, prefix, stateDir: genie.stateDir, clock, logger })
  const prober = new Prober({
    attachments,
    open: ({ namespace }) =>
      new ProbeProcess({
        command: ['ip', 'netns', 'exec', namespace, ...bare(hostRoot !== undefined), program],
        env: { PATH: path, ...env },
        clock,
      }),
    clock,
  })
  return {
    prober,
    clear: () => attachments.reconcile([]),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await prober[Symbol.asyncDispose]()
    },
  }
}

/**
 * Without any right, as it reads what anybody on the network sends: no capability, and none to be had. Beside the host's
 * files it is nobody's user, too; in a checkout it may be that only root can open it.
 */
const bare = (isNobody: boolean): readonly string[] => [
  ...['setpriv', '--no-new-privs', '--inh-caps=-all', '--ambient-caps=-all', '--bounding-set=-all'],
  ...(isNobody ? ['--reuid=65532', '--regid=65532', '--clear-groups'] : []),
]

/** What of a prober's programs is missing, in a sentence; null if all are there. */
export function missingForProbes({
  plugin,
  program = builtProgram,
}: Pick<ProberOptions, 'plugin' | 'program'>): string | null {
  for (const path of [plugin, program])
    if (!existsSync(path)) return `Cannot probe as ${path} is missing: build it, or set GENIE_PROBES to off`
  return null
}
