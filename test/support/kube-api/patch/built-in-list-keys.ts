import type { ListKeys } from '../resources/resource-type.ts'

/**
 * How lists of built-in kinds merge, by the name of their member: `x-kubernetes-list-map-keys` and the merge keys of
 * Kubernetes' own types. Lists that are not here are one value.
 */
const keys: Readonly<Record<string, ListKeys>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  resourceClaims: ['name'],
  schedulingGates: ['name'],
  readinessGates: ['conditionType'],
  ownerReferences: ['uid'],
  finalizers: 'set',
  conditions: ['type'],
  addresses: ['type'],
  taints: ['key', 'effect'],
  podIPs: ['ip'],
  hostIPs: ['ip'],
  podCIDRs: 'set',
  secrets: ['name'],
  matchConditions: ['name'],
  variables: ['name'],
}

const ofPorts = (path: readonly string[]): ListKeys =>
  path.includes('containers') || path.includes('initContainers')
    ? ['containerPort', 'protocol']
    : ['port', 'protocol']

/** The keys of the list at a path, indexes left out. */
export function listKeysOfBuiltIn(path: readonly string[]): ListKeys | null {
  const member = path.at(-1) ?? ''
  if (member === 'ports') return path.includes('ingress') || path.includes('egress') ? null : ofPorts(path)
  if (member === 'addresses' && path[0] !== 'status') return null
  return keys[member] ?? null
}
