import { CniError } from '../cni/cni-error.ts'
import { errorCodes } from '../cni/error-codes.ts'
import type { ConfiguredNetwork } from '../domain/configured-network.ts'
import { defaultNetwork } from './default-network.ts'
import { ownType } from './read-network.ts'
import { refused } from './refused.ts'
import { resolveNetwork } from './resolve-network.ts'

/** What a node has to offer. */
export interface NodeNetworks {
  readonly networks: () => readonly ConfiguredNetwork[]
  /** What is wrong with confs that were passed over, one sentence each. */
  readonly faults: () => readonly string[]
  /** Whether the name is that of our own conf, which is never a delegate. */
  readonly isOwn: (name: string) => boolean
  /** The interface of the host's default route, for networks without a conf that need a parent. */
  readonly hostNic: () => string
}

/**
 * The network that a name in an annotation means: one of the conf dir, else the default one of a plugin that needs no
 * conf.
 * @throws {CniError} of code 7 that lists what there is, of code 11 if there is nothing
 */
export function networkByName(name: string, node: NodeNetworks): ConfiguredNetwork {
  const networks = node.networks()
  const network = resolveNetwork(name, networks)
  if (network !== null) return network
  if (node.isOwn(name) || name.toLowerCase() === ownType)
    throw refused(
      `Cannot attach to "${name}" as it is this plugin itself: name ${networks.length > 0 ? `one of ${namesOf(networks)}` : 'another network'}`,
    )
  const inMemory = defaultNetwork(name, node.hostNic())
  if (inMemory !== null) return inMemory
  if (networks.length === 0) throw noNetworks()
  throw refused(
    `Cannot attach to "${name}" as this node has no such network: it has ${namesOf(networks)}`,
    node.faults().join('; ') || undefined,
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
