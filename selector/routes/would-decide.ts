import type { Decision } from '../../domain/decision.ts'
import type { Profile } from '../../domain/profile.ts'
import type { Selector } from '../selector.ts'

/**
 * The decision that a pod would get now; nothing is stored and nothing reserved.
 * @throws {NoNetworkError} if no network can take it
 */
export function wouldDecide(
  selector: Pick<Selector, 'select'>,
  profile: Profile,
  namespace: string,
): Promise<Decision> {
  const pod = { namespace, name: 'draft', uid: 'draft' }
  return selector.select({ pod, ifname: 'eth0', dryRun: true }, profile)
}
