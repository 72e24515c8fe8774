import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { Conflist } from '../../cni/parse-conflist.ts'
import { parseJson } from '../../cni/parse-json.ts'
import { memberSources, spliceMembers } from '../../cni/splice-members.ts'
import { suppliedCapabilities } from '../../cni/supplied-capabilities.ts'
import type { PlannedAttachment } from '../../domain/plan-protocol.ts'
import type { Attachment } from './attachment.ts'
import type { GenieConf } from '../request/genie-conf.ts'

/** What the runtime gave beside our own configuration. */
type Supplied = Pick<GenieConf, 'runtimeConfig' | 'cniArgs'>

/**
 * What an attachment's plugins get beside their own configuration: what the pod asks of this network and, on the
 * pod's main one, what the runtime supplied, as far as a plugin there declares it; null elsewhere. The pod's own
 * members win. Throws code 7 for a plan that holds anything but JSON objects there.
 */
export function attachmentArguments(
  planned: PlannedAttachment,
  { plugins }: Conflist,
  supplied: Supplied | null,
): Pick<Attachment, 'runtimeConfig' | 'cniArgs'> {
  const { runtimeConfig, cniArgs } = planned
  requireObject(planned, 'runtimeConfig', runtimeConfig)
  requireObject(planned, 'cniArgs', cniArgs)
  const declared = plugins.flatMap(({ capabilities }) => capabilities)
  return {
    runtimeConfig: merged(suppliedCapabilities(declared, supplied?.runtimeConfig ?? '{}'), runtimeConfig),
    cniArgs: merged(supplied?.cniArgs ?? null, cniArgs),
  }
}

function merged(supplied: string | null, asked: string | undefined): string | null {
  if (supplied === null || asked === undefined) return asked ?? supplied
  return spliceMembers(supplied, Object.fromEntries(memberSources(asked)))
}

function requireObject({ network }: PlannedAttachment, member: string, source: string | undefined): void {
  if (source !== undefined && !isObject(source))
    throw new CniError(
      errorCodes.invalidConfig,
      `Cannot attach network "${network}" as its plan's ${member} is no JSON object: see the log of genie-agent`,
    )
}

function isObject(source: string): boolean {
  try {
    const value = parseJson(source)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
