import { createHash } from 'node:crypto'

/** The Kubernetes namespace that probe attachments seem to be in; there are no pods of it. */
export const probeNamespace = 'genie-probe'

/** How network namespaces of probes begin, unless a lab says otherwise. */
export const usualPrefix = 'genie-probe-'

/** One probe attachment's place: everything about it follows from the names of network and state directory. */
export interface ProbeSandbox {
  readonly network: string
  /** The name of its network namespace. */
  readonly namespace: string
  /** As a runtime names containers: 64 hexadecimal digits. */
  readonly containerId: string
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** How the names of all namespaces begin that belong to the journal in a state directory, and to no other. */
export const ownPrefix = (prefix: string, stateDir: string): string =>
  `${prefix}${digest(stateDir).slice(0, 6)}-`

/** The place of a network's probe attachment. */
export function probeSandbox(prefix: string, stateDir: string, network: string): ProbeSandbox {
  const namespace = `${ownPrefix(prefix, stateDir)}${digest(network).slice(0, 8)}`
  return { network, namespace, containerId: containerIdOf(namespace) }
}

/** A namespace that was left behind tells its container by its own name, without any record. */
export const containerIdOf = (namespace: string): string => digest(`genie-probe ${namespace}`)
