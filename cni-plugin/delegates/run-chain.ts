import { CniError } from '../../cni/cni-error.ts'
import type { ConflistPlugin } from '../../cni/parse-conflist.ts'
import { pluginRequest } from '../../cni/plugin-request.ts'
import type { CniArguments } from '../../cni/read-arguments.ts'
import { resultInVersion } from '../../cni/result-in-version.ts'
import { isAtLeast } from '../../cni/versions.ts'
import type { Attachment } from '../attach/attachment.ts'
import { DelegateNotStarted } from './delegate-not-started.ts'
import type { Platform } from '../platform/platform.ts'
import { refuseWhenStopping } from '../request/refuse-when-stopping.ts'
import { runDelegate } from './run-delegate.ts'
import type { StepTimes } from '../attach/step-times.ts'

/** What all delegates of a request have in common. */
export interface Chains {
  readonly platform: Platform
  readonly args: CniArguments
  readonly delegateMs: number
  /** Monotonic time at which all delegates together must have ended. */
  readonly endsAt: number
  /** Undoing goes on even when the runtime has asked us to stop. */
  readonly isUndoing: boolean
  /** Where the time of the delegates is noted, if anybody wants to know. */
  readonly steps?: StepTimes
}

/** Runs ADD through an attachment's plugins, each with the result of the one before. Throws the first failure. */
export async function addChain(chains: Chains, attachment: Attachment): Promise<void> {
  let result: string | null = null
  for (const plugin of attachment.conflist.plugins) {
    refuseWhenStopping(chains.platform)
    const stdout = await beginPlugin(chains, attachment, plugin, result)
    result = nextResult(stdout, result, attachment, plugin)
  }
  attachment.result = result
}

/** Counts the plugin as begun whatever becomes of it, unless it was not even started. */
async function beginPlugin(
  chains: Chains,
  attachment: Attachment,
  plugin: ConflistPlugin,
  prevResult: string | null,
): Promise<string> {
  attachment.begun++
  try {
    return await callPlugin(chains, 'ADD', attachment, plugin, prevResult)
  } catch (error) {
    if (error instanceof DelegateNotStarted) attachment.begun--
    throw error
  }
}

/** Runs CHECK through an attachment's plugins, each with the final result. Throws the first failure. */
export async function checkChain(chains: Chains, attachment: Attachment): Promise<void> {
  for (const plugin of attachment.conflist.plugins) {
    refuseWhenStopping(chains.platform)
    await callPlugin(chains, 'CHECK', attachment, plugin, attachment.result)
  }
}

/** Runs DEL through the plugins that were begun, last first, whatever fails. Returns the failures. */
export async function deleteChain(chains: Chains, attachment: Attachment): Promise<readonly CniError[]> {
  const failures: CniError[] = []
  const prevResult = isAtLeast(attachment.conflist.version, '0.4.0') ? attachment.result : null
  for (const plugin of attachment.conflist.plugins.slice(0, attachment.begun).reverse()) {
    try {
      if (!chains.isUndoing) refuseWhenStopping(chains.platform)
      await callPlugin(chains, 'DEL', attachment, plugin, prevResult)
    } catch (error) {
      if (!(error instanceof CniError)) throw error
      failures.push(error)
    }
  }
  return failures
}

async function callPlugin(
  { platform, args, delegateMs, endsAt, steps }: Chains,
  command: 'ADD' | 'CHECK' | 'DEL',
  { network, ifname, conflist, runtimeConfig, cniArgs, programs }: Attachment,
  plugin: ConflistPlugin,
  prevResult: string | null,
): Promise<string> {
  const call = {
    args: { ...args, command, ifname },
    network,
    type: plugin.type,
    program: programs[conflist.plugins.indexOf(plugin)],
    stdin: pluginRequest(conflist, plugin, { prevResult, runtimeConfig, cniArgs }),
    deadlineMs: Math.max(1, Math.min(delegateMs, endsAt - platform.monotonicMs())),
  }
  steps?.enter('exec')
  try {
    return await runDelegate(platform, call)
  } finally {
    steps?.enter('merge')
  }
}

/** A plugin that answers nothing, or `null`, leaves the result as it was. */
function nextResult(
  stdout: string,
  before: string | null,
  { network, ifname, conflist }: Attachment,
  { type }: ConflistPlugin,
): string {
  if (before !== null && ['', 'null'].includes(stdout.trim())) return before
  try {
    return resultInVersion(stdout, conflist.version)
  } catch (error) {
    if (!(error instanceof CniError)) throw error
    throw new CniError(
      error.code,
      `Delegate "${type}" of network "${network}" gave no usable answer to ADD of ${ifname}: check that it is a CNI plugin and its version`,
      error.message,
    )
  }
}
