import type { Logger } from '../logger.ts'
import type { Access } from './access.ts'
import type { AccessSettings } from './access-settings.ts'
import { localAccess, type AccessOptions } from './local-access.ts'
import { tokenAccess } from './token-access.ts'
import { TokenFile } from './token-file.ts'

/** What a way of knowing callers is made from. */
export interface AccessParts {
  readonly settings: AccessSettings
  /** What `local` does about reads of other machines where GENIE_OPEN_READS says nothing. */
  readonly isLocalOpen: boolean
  /** How a cluster is asked; null where there is none. */
  readonly ofCluster: ((options: AccessOptions) => Access) | null
  readonly logger: Pick<Logger, 'error'>
}

/**
 * Who may call, by the settings.
 * @throws {Error} one sentence if what they need is missing
 */
export async function openAccess({ settings, isLocalOpen, ofCluster, logger }: AccessParts): Promise<Access> {
  const { GENIE_ACCESS: mode, GENIE_TOKENS: path, GENIE_OPEN_READS: reads } = settings
  const isReadingOpen = reads === undefined ? mode === 'local' && isLocalOpen : reads === 'on'
  if (mode === 'local') return localAccess({ isReadingOpen })
  if (mode === 'cluster') {
    if (ofCluster === null)
      throw new Error(
        'Cannot ask a cluster who may call as there is none: set KUBECONFIG, or another GENIE_ACCESS',
      )
    return ofCluster({ isReadingOpen })
  }
  if (path === undefined)
    throw new Error('Cannot know callers by tokens without a file of them: set GENIE_TOKENS to its path')
  const tokens = new TokenFile(path, logger)
  await tokens.check()
  return tokenAccess(tokens, { isReadingOpen })
}
