import { parseConflist } from '../../cni/parse-conflist.ts'
import { splicePlugins } from '../../cni/splice-plugins.ts'
import { isAtLeast } from '../../cni/versions.ts'
import type { Annotations } from '../annotations/annotations-of.ts'
import { refused } from '../../pod-networks/refused.ts'
import type { WantedNetwork } from './wanted-network.ts'

/** With it, what arrives on an additional interface is answered on it: its routes stand in a table of their own. */
const key = 'cni-genie.io/source-routing'

/**
 * Whether the pod wants source routing.
 * @throws {CniError} of code 7 for a value that is neither true nor false
 */
export function wantsSourceRouting(annotations: Annotations): boolean {
  const value = annotations[key]?.trim() ?? 'false'
  if (value !== 'true' && value !== 'false')
    throw refused(`Cannot read "${value}" in ${key}: write "true" or "false"`)
  return value === 'true'
}

/**
 * Lets the `sbr` plugin of the reference plugins follow a network's own, unless it does already: it moves the routes
 * of the interface into a table of its own, with a rule per address.
 * @throws {CniError} of code 7 for a network whose results name no interfaces yet
 */
export function withSourceRouting(wanted: WantedNetwork): WantedNetwork {
  const { plugins, version } = parseConflist(wanted.conflist)
  if (plugins.some(({ type }) => type === 'sbr')) return wanted
  if (!isAtLeast(version, '0.3.0'))
    throw refused(
      `Cannot give network "${wanted.network}" source routing as its cniVersion is ${version}: raise it to 0.3.1 or later`,
    )
  const conflist = splicePlugins(wanted.conflist, (chain) => [...chain, '{"type":"sbr"}'])
  return { ...wanted, conflist }
}
