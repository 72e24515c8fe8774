import type { CniArguments } from '../../cni/read-arguments.ts'
import type { DelegateCall } from './delegate-call.ts'
import { delegateFailure } from './delegate-failure.ts'
import { findPlugin } from './find-plugin.ts'
import type { Command, Outcome, Platform } from '../platform/platform.ts'

const outputLimitBytes = 1024 * 1024
const busyRetries = 20
const busyPauseMs = 50

/** Runs a delegate and returns what it printed. Throws the delegate's own error, or ours about how it ended. */
export async function runDelegate(platform: Platform, call: DelegateCall): Promise<string> {
  const command = {
    path: call.program ?? findPlugin(platform, call.args.path, call.type, call.network),
    env: environment(platform, call.args),
    stdin: call.stdin,
    deadlineMs: call.deadlineMs,
    outputLimitBytes,
  }
  const outcome = await runUntilStarted(platform, command)
  if (outcome.stderr !== '') platform.writeStderr(outcome.stderr)
  const failure = delegateFailure(outcome, call)
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
