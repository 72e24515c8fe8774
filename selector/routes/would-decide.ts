import type { Decision, SelectRequest } from '../../domain/decision.ts'
import type { Profile } from '../../domain/profile.ts'
import type { Selector } from '../selector.ts'

/** What a pod would ask for besides: which networks it may get, and how many. */
export type Wanted = Pick<SelectRequest, 'networks' | 'picks'>

/**
 * The decision that a pod would get now; nothing is stored and nothing reserved.
 * @throws {NoNetworkError} if no network can take it
 */
export function wouldDecide(
  selector: Pick<Selector, 'select'>,
  profile: Profile,
  namespace: string,
  wanted: Wanted = {},
): Promise<Decision> {
  const pod = { namespace, name: 'draft', uid: 'draft' }
  return selector.select({ pod, ifname: 'eth0', dryRun: true, ...wanted }, profile)
}
