import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import type { CniArguments } from '../cni/read-arguments.ts'
import { DelegateNotStarted } from './delegate-not-started.ts'
import { findPlugin } from './find-plugin.ts'
import type { Command, Outcome, Platform } from './platform/platform.ts'

const outputLimitBytes = 1024 * 1024
const busyRetries = 20
const busyPauseMs = 50

/** One execution of one delegate. */
export interface DelegateCall {
  /** What the delegate finds in its environment. */
  readonly args: CniArguments
  readonly network: string
  readonly type: string
  readonly stdin: string
  readonly deadlineMs: number
}

/** Runs a delegate and returns what it printed. Throws the delegate's own error, or ours about how it ended. */
export async function runDelegate(platform: Platform, call: DelegateCall): Promise<string> {
  const outcome = await runUntilStarted(platform, {
    path: findPlugin(platform, call.args.path, call.type, call.network),
    env: environment(platform, call.args),
    stdin: call.stdin,
    deadlineMs: call.deadlineMs,
    outputLimitBytes,
  })
  if (outcome.stderr !== '') platform.writeStderr(outcome.stderr)
  const failure = failureOf(outcome, call)
  if (failure !== null) throw failure
  return outcome.stdout
}

/** A binary that an upgrade is writing at this moment cannot be started for a while (ETXTBSY). */
async function runUntilStarted(platform: Platform, command: Command): Promise<Outcome> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await platform.run(command)
    if (outcome.startError !== 'ETXTBSY' || attempt === busyRetries) return outcome
    await platform.pause(busyPauseMs)
  }
}

const environment = (platform: Platform, args: CniArguments): readonly string[] => [
  `CNI_COMMAND=${args.command}`,
  `CNI_CONTAINERID=${args.containerId}`,
  `CNI_NETNS=${args.netns}`,
  `CNI_IFNAME=${args.ifname}`,
  `CNI_ARGS=${args.cniArgs}`,
  `CNI_PATH=${args.path}`,
  `PATH=${platform.env('PATH') ?? '/usr/sbin:/usr/bin:/sbin:/bin'}`,
]

function failureOf(outcome: Outcome, { args, network, type, deadlineMs }: DelegateCall): CniError | null {
  const who = `Delegate "${type}" of network "${network}"`
  const task = `${args.command} of ${args.ifname}`
  const { failed, timedOut } = delegateErrors(who, task, outcome.stderr)
  if (outcome.startError !== null)
    return new DelegateNotStarted(
      errorCodes.ioFailure,
      `${who} cannot be started (${outcome.startError}): check the file in CNI_PATH (${args.path})`,
    )
  if (outcome.timedOut) return timedOut(deadlineMs)
  if (outcome.overflowed) return failed(`printed more than ${outputLimitBytes} bytes`)
  if (outcome.signal !== null) return failed(`was ended by signal ${outcome.signal}`)
  if (outcome.status === 0) return null
  const own = ownError(outcome.stdout)
  return own === null
    ? failed(`ended with status ${outcome.status ?? 'unknown'} and no CNI error`)
    : new CniError(own.code, `${who} failed at ${task}: ${own.message}`, own.details)
}

const delegateErrors = (who: string, task: string, stderr: string) => ({
  failed: (how: string) =>
    new CniError(
      errorCodes.delegateFailed,
      `${who} ${how} at ${task}: look at its own log, or run it by hand with this configuration`,
      lastLine(stderr),
    ),
  timedOut: (deadlineMs: number) =>
    new CniError(
      errorCodes.delegateTimedOut,
      `${who} did not end its ${task} within ${deadlineMs} ms and was ended: look at what it waits for, or raise genie.delegateTimeoutMs`,
      lastLine(stderr),
    ),
})

/** The error JSON that the specification asks of a plugin that fails; null if there is none. */
function ownError(stdout: string): CniError | null {
  try {
    const { code, msg, details } = JSON.parse(stdout) as Readonly<Record<string, unknown>>
    if (typeof msg !== 'string') return null
    return new CniError(
      typeof code === 'number' && code > 0 ? code : errorCodes.internal,
      msg,
      typeof details === 'string' && details !== '' ? details : undefined,
    )
  } catch {
    return null
  }
}

function lastLine(stderr: string): string | undefined {
  const line = stderr.trim().split('\n').at(-1)?.slice(0, 300)
  return line === '' ? undefined : line
}
