import type { CniArguments } from '../../cni/read-arguments.ts'

/** One execution of one delegate. */
export interface DelegateCall {
  /** What the delegate finds in its environment. */
  readonly args: CniArguments
  readonly network: string
  readonly type: string
  /** Where its executable is; looked for in CNI_PATH if unknown. */
  readonly program?: string | undefined
  readonly stdin: string
  readonly deadlineMs: number
}
