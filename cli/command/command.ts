import type { ExitCode } from '../exit-codes.ts'
import type { Call } from './call.ts'

/** What is completed by asking the cluster. */
export type LiveNames = 'pods' | 'nodes' | 'networks' | 'namespaces' | 'contexts'

/** A flag as the command line, the help, the documentation and the completion know it. */
export interface FlagSpec {
  readonly type: 'text' | 'switch'
  readonly short?: string
  /** What stands for its value in the help, such as `NAME`; only of texts. */
  readonly placeholder?: string
  readonly summary: string
  readonly choices?: readonly string[]
  readonly completes?: LiveNames
}

/** The one thing a command may be about. */
export interface ArgumentSpec {
  readonly placeholder: string
  readonly isRequired: boolean
  readonly summary: string
  readonly choices?: readonly string[]
  readonly completes?: LiveNames
}

/** A command line and what it is good for. */
export interface Example {
  readonly line: string
  readonly does: string
}

/** Does what the command is for. @throws {Error} one sentence, if it cannot be done */
export type Run = (call: Call) => Promise<ExitCode>

/** One verb of `kubectl genie`: everything about it but the doing, which is loaded when it is asked for. */
export interface Command {
  readonly name: string
  /** One line without a full stop. */
  readonly summary: string
  /** Whole sentences. */
  readonly description: string
  readonly argument?: ArgumentSpec
  /** Its own flags; those of every command come on top unless it needs no cluster. */
  readonly flags: Readonly<Record<string, FlagSpec>>
  readonly examples: readonly Example[]
  readonly needsCluster: boolean
  readonly load: () => Promise<Run>
}
