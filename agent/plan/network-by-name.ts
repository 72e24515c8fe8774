import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import { defaultNetwork } from '../../pod-networks/default-network.ts'
import { ownType } from '../../pod-networks/read-network.ts'
import { refused } from '../../pod-networks/refused.ts'
import { resolveNetwork } from '../../pod-networks/resolve-network.ts'
import type { PlanSources } from './plan-sources.ts'

/**
 * The network that a name in an annotation means: one of the conf dir, else the default one of a plugin that needs no
 * conf.
 * @throws {CniError} of code 7 that lists what there is
 */
export function networkByName(name: string, sources: PlanSources): ConfiguredNetwork {
  const networks = sources.networks()
  const network = resolveNetwork(name, networks)
  if (network !== null) return network
  if (sources.isOwn(name) || name.toLowerCase() === ownType)
    throw refused(
      `Cannot attach to "${name}" as it is this plugin itself: name ${networks.length > 0 ? `one of ${namesOf(networks)}` : 'another network'}`,
    )
  const inMemory = defaultNetwork(name, sources.hostNic())
  if (inMemory !== null) return inMemory
  if (networks.length === 0) throw noNetworks()
  throw refused(
    `Cannot attach to "${name}" as this node has no such network: it has ${namesOf(networks)}`,
    sources.faults().join('; ') || undefined,
  )
}

/** A node whose networks are still being installed (code 11). */
export const noNetworks = (): CniError =>
  new CniError(
    errorCodes.tryAgainLater,
    'Cannot attach any pod as this node has no network yet: put a conf into its conf dir',
  )

function namesOf(networks: readonly ConfiguredNetwork[]): string {
  return networks.map(({ name, fileName }) => (name === fileName ? name : `${fileName} (${name})`)).join(', ')
}
