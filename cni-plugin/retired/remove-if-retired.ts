import { isRetired } from '../../pod-networks/is-retired.ts'
import { maxConfFileBytes } from '../../pod-networks/read-network.ts'
import { PlatformError, type Platform } from '../platform/platform.ts'

type Files = Pick<Platform, 'readFileItself' | 'rename' | 'remove' | 'exists'>

/** No runtime reads a file of that name. */
const asideSuffix = '.retired'

/**
 * Removes a conf file if it is ours and retired; a link is none. Looks again when nobody can replace it any more, as an
 * installation may have put its own in this place. Throws `PlatformError`.
 */
export function removeIfRetired(platform: Files, path: string): void {
  if (!isRetiredFile(platform, path)) return
  const aside = path + asideSuffix
  try {
    platform.rename(path, aside)
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'ENOENT') return
    throw error
  }
  if (isRetiredFile(platform, aside)) platform.remove(aside)
  else if (!platform.exists(path)) platform.rename(aside, path)
}

function isRetiredFile(platform: Files, path: string): boolean {
  try {
    return isRetired(platform.readFileItself(path, maxConfFileBytes) ?? '')
  } catch (error) {
    if (error instanceof PlatformError) return false
    throw error
  }
}
