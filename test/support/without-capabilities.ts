import { worksHere } from './works-here.ts'

const bare = ['setpriv', '--inh-caps=-all', '--bounding-set=-all', '--no-new-privs']

/**
 * Starts a program without any capability, as a container does: root may then do nothing beyond its own files, and look at
 * nothing that belongs to another process. Empty where that cannot be done.
 */
export const withoutCapabilities: readonly string[] = worksHere('setpriv', [...bare.slice(1), 'true'])
  ? bare
  : []
