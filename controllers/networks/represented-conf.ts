import type { KubeObject } from '../../kube/kube-object.ts'
import type { NetworkObject } from './network-object.ts'

/** Why a `Network` stands for nothing, as its condition says it. */
export interface NetworkFault {
  readonly reason: 'NoConf' | 'NadMissing' | 'NadFaulty' | 'Duplicate'
  readonly message: string
}

/** The conf that a `Network` stands for, by name; else the fault. */
export type Represented = { readonly conf: string } | { readonly fault: NetworkFault }

/** `nad` is what the API has under the name that the spec says; null if it has none. */
export function representedConf({ spec }: NetworkObject, nad: KubeObject | null): Represented {
  if (spec.conf !== undefined && spec.nad === undefined) return { conf: spec.conf }
  if (spec.nad === undefined || spec.conf !== undefined)
    return faulty('NoConf', 'It has to name either conf or nad: say which network it stands for')
  const where = `${spec.nad.namespace}/${spec.nad.name}`
  if (nad === null)
    return faulty('NadMissing', `There is no NetworkAttachmentDefinition ${where}: create it, or change nad`)
  const conf = nameInNad(nad)
  return conf === null
    ? faulty('NadFaulty', `The config of NetworkAttachmentDefinition ${where} is no conf with a name`)
    : { conf }
}

/** The same for all of them, where of several for one conf only the first by name counts, as agents have it too. */
export function withoutDuplicates(
  networks: readonly NetworkObject[],
  represented: (network: NetworkObject) => Represented,
): ReadonlyMap<string, Represented> {
  const firsts = new Map<string, string>()
  const inOrder = networks.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  return new Map(
    inOrder.map((network) => {
      const own = represented(network)
      if ('fault' in own) return [network.name, own]
      const first = firsts.get(own.conf)
      if (first === undefined) firsts.set(own.conf, network.name)
      return [network.name, first === undefined ? own : duplicate(own.conf, first)]
    }),
  )
}

function duplicate(conf: string, first: string): Represented {
  return faulty(
    'Duplicate',
    `Network ${first} stands for ${conf} too, and counts as the first by name: delete one of them`,
  )
}

function faulty(reason: NetworkFault['reason'], message: string): Represented {
  return { fault: { reason, message } }
}

/** A definition without a config is the conf of its own name. */
function nameInNad({ metadata, spec }: KubeObject): string | null {
  const config = member(spec, 'config')
  if (config === undefined || config === '') return metadata.name
  if (typeof config !== 'string') return null
  try {
    const name = member(JSON.parse(config), 'name')
    return typeof name === 'string' && name !== '' ? name : metadata.name
  } catch {
    return null
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
