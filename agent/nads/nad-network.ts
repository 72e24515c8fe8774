import { parseJson } from '../../cni/parse-json.ts'
import { spliceMembers } from '../../cni/splice-members.ts'
import type { ConfiguredNetwork } from '../../domain/configured-network.ts'
import { readNetwork } from '../../pod-networks/read-network.ts'
import { refused } from '../../pod-networks/refused.ts'
import { nadLabel, type Nad } from './nad.ts'

/**
 * The network that a NetworkAttachmentDefinition means (NPWG v1.3, section 3.4.1): its own config, else the node's
 * network of its name, as a conf has it or as its file is called.
 * @throws {CniError} of code 7 if the config cannot be used or there is no such network
 */
export function nadNetwork(nad: Nad, networks: readonly ConfiguredNetwork[]): ConfiguredNetwork {
  if (nad.config !== null) return configured(nad, nad.config)
  const network =
    networks.find(({ name }) => name === nad.name) ?? networks.find(({ fileName }) => fileName === nad.name)
  if (network !== undefined) return network
  throw refused(
    `Cannot attach to "${nadLabel(nad)}" as its NetworkAttachmentDefinition has no config and this node no network ` +
      `"${nad.name}": set spec.config, or put a conf of that name into the conf dir`,
  )
}

function configured(nad: Nad, config: string): ConfiguredNetwork {
  const read = readNetwork(
    `the config of NetworkAttachmentDefinition ${nadLabel(nad)}`,
    named(config, nad.name),
  )
  if (read.kind === 'fault') throw refused(read.message)
  if (read.kind === 'own')
    throw refused(
      `Cannot attach to "${nadLabel(nad)}" as its config is one of this plugin itself: name another plugin in it`,
    )
  return read.network
}

/** A config without a name gets that of its definition (section 3.4.2); no other byte of it changes. */
function named(config: string, name: string): string {
  const conf = parsedOrNull(config)
  if (typeof conf !== 'object' || conf === null || Array.isArray(conf)) return config
  return (conf as { name?: unknown }).name ? config : spliceMembers(config, { name: JSON.stringify(name) })
}

function parsedOrNull(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}
