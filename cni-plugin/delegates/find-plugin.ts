import { errorCodes } from '../../cni/error-codes.ts'
import { DelegateNotStarted } from './delegate-not-started.ts'
import type { Platform } from '../platform/platform.ts'

/** The first executable file of that name in CNI_PATH. Throws code 7 if there is none. */
export function findPlugin(platform: Platform, cniPath: string, type: string, network: string): string {
  const found = cniPath
    .split(':')
    .filter((directory) => directory !== '')
    .map((directory) => `${directory}/${type}`)
    .find((path) => platform.isExecutable(path))
  if (found === undefined)
    throw new DelegateNotStarted(
      errorCodes.invalidConfig,
      `Delegate "${type}" of network "${network}" is missing: put an executable file of that name into CNI_PATH (${cniPath})`,
    )
  return found
}
