import type { ConfiguredNetwork } from '../domain/configured-network.ts'
import { readNetwork } from './read-network.ts'

/** A version that these plugins have spoken for long, and that has CHECK. */
const cniVersion = '0.4.0'
const range = { type: 'host-local', subnet: '10.10.0.0/16' }

/**
 * The network that is meant by the name of a plugin which needs no planning, where nobody has written a conf for it.
 * CNI-Genie put such a conf into the conf dir, where it became a network of every pod; here it stays in memory. `nic`
 * is the host's own, for the plugins that need a parent. Null for every other name.
 */
export function defaultNetwork(asked: string, nic: string): ConfiguredNetwork | null {
  const type = asked.toLowerCase()
  const conf = confOf(type, nic)
  if (conf === null) return null
  const read = readNetwork(type, JSON.stringify({ cniVersion, ...conf }))
  return read.kind === 'network' ? { ...read.network, fileName: type } : null
}

function confOf(type: string, nic: string): object | null {
  switch (type) {
    case 'bridge':
      return { name: 'mybridgenet', type, ipam: range }
    case 'macvlan':
      return { name: 'macvlannet', type, master: nic, ipam: range }
    case 'sriov': {
      const routes = [{ dst: '0.0.0.0/0' }]
      const ipam = { type: 'host-local', subnet: '10.55.206.0/26', gateway: '10.55.206.1', routes }
      return { name: 'sriovnet', type, master: nic, ipam }
    }
    default:
      return null
  }
}
