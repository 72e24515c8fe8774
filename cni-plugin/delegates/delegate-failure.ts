import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { DelegateCall } from './delegate-call.ts'
import { DelegateNotStarted } from './delegate-not-started.ts'
import type { Outcome } from '../platform/platform.ts'

/**
 * What a delegate's end means: null if it succeeded, its own error with its own code if it told one, else ours, which
 * names the delegate, its network and what to look at.
 */
export function delegateFailure(outcome: Outcome, call: DelegateCall): CniError | null {
  const { args, network, type, deadlineMs } = call
  const who = `Delegate "${type}" of network "${network}"`
  const task = args.ifname === '' ? args.command : `${args.command} of ${args.ifname}`
  const lastWords = lastLine(outcome.stderr)
  const failed = (how: string) =>
    new CniError(
      errorCodes.delegateFailed,
      `${who} ${how} at ${task}: look at its own log, or run it by hand with this configuration`,
      lastWords,
    )
  if (outcome.startError !== null)
    return new DelegateNotStarted(
      errorCodes.ioFailure,
      `${who} cannot be started (${outcome.startError}): check the file in CNI_PATH (${args.path})`,
    )
  if (outcome.timedOut)
    return new CniError(
      errorCodes.delegateTimedOut,
      `${who} did not end its ${task} within ${deadlineMs} ms and was ended: look at what it waits for, or raise genie.delegateTimeoutMs`,
      lastWords,
    )
  if (outcome.overflowed) return failed('printed more than any CNI answer takes')
  if (outcome.signal !== null) return failed(`was ended by signal ${outcome.signal}`)
  if (outcome.status === 0) return null
  const told = toldError(outcome.stdout)
  return told === null
    ? failed(`ended with status ${outcome.status ?? 'unknown'} and no CNI error`)
    : new CniError(told.code, `${who} failed at ${task}: ${told.message}`, told.details)
}

/** The error JSON that the specification asks of a plugin that fails; null if there is none. */
function toldError(stdout: string): CniError | null {
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
