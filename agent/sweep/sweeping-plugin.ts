import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const built = fileURLToPath(new URL('../../dist/genie', import.meta.url))

/**
 * The plugin's executable that sweeps, or null if nothing is to be swept: what the setting names, unless that is
 * `none`; without a setting that of this checkout. Not so in a cluster: a container sees neither the node's
 * namespaces nor its delegates, and every pod of the node would seem to be gone.
 */
export function sweepingPlugin(setting: string | undefined, isInCluster: boolean): string | null {
  if (setting !== undefined) return setting === 'none' ? null : setting
  return !isInCluster && existsSync(built) ? built : null
}
