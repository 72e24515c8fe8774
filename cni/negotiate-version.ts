import { CniError } from './cni-error.ts'
import { errorCodes } from './error-codes.ts'
import { shown } from './shown.ts'
import { isSupported, supportedVersions, type CniVersion } from './versions.ts'

/**
 * The highest version of a configuration's `cniVersion` and `cniVersions` that we speak. A configuration that names
 * none is 0.1.0, the version from before there was such a member. Throws code 1 if we speak none of them.
 */
export function negotiateVersion(cniVersion: unknown, cniVersions?: unknown): CniVersion {
  const offered = [cniVersion, ...(Array.isArray(cniVersions) ? (cniVersions as unknown[]) : [])].filter(
    (version) => version !== undefined && version !== null && version !== '',
  )
  if (offered.length === 0) return '0.1.0'
  const known = offered.filter(isSupported)
  const best = supportedVersions.findLast((version) => known.includes(version))
  if (best === undefined)
    throw new CniError(
      errorCodes.incompatibleVersion,
      `Cannot speak CNI version ${offered.map(shown).join(', ')}: write one of ${supportedVersions.join(', ')} as cniVersion`,
    )
  return best
}
