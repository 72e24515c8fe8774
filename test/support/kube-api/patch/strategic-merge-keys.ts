/** `patchMergeKey` of lists in Kubernetes' own types, by the name of their member; `values`: lists of texts that join. */
const keys: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  resourceClaims: 'name',
  schedulingGates: 'name',
  ownerReferences: 'uid',
  conditions: 'type',
  taints: 'key',
  podIPs: 'ip',
  hostIPs: 'ip',
  secrets: 'name',
  matchConditions: 'name',
  finalizers: 'values',
  podCIDRs: 'values',
}

/** How a list merges: by this member, by `values`, or (null) not at all. */
export function mergeKeyOf(path: readonly string[]): string | null {
  const member = path.at(-1) ?? ''
  if (member === 'ports') {
    if (path.includes('containers') || path.includes('initContainers')) return 'containerPort'
    return path.includes('ingress') || path.includes('egress') ? null : 'port'
  }
  if (member === 'addresses') return path[0] === 'status' ? 'type' : null
  return keys[member] ?? null
}
