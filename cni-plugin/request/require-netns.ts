import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { Platform } from '../platform/platform.ts'

/** Refuses an ADD into what is no network namespace (code 8). */
export function requireNetns(platform: Platform, netns: string): void {
  if (!platform.isNamespace(netns))
    throw new CniError(
      errorCodes.invalidNetns,
      `Cannot attach to ${netns} as it is no network namespace: check CNI_NETNS`,
    )
}
