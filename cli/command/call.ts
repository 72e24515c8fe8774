import type { Clock } from '../../service-kit/clock.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { GivenFlags } from './given-flags.ts'

/** One call of a command: what was asked for, and everything it may touch. */
export interface Call {
  readonly argument: string | undefined
  readonly flags: GivenFlags
  readonly terminal: Terminal
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** Reads the kubeconfig at the first call; no request is made by it. */
  readonly cluster: () => Promise<Cluster>
}
