import type { JsonObject } from '../objects/json-object.ts'
import type { ResourceRegistry } from '../resources/resource-registry.ts'
import type { ResourceType } from '../resources/resource-type.ts'

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

/** What `/version` says. */
export const serverVersion = {
  major: '1',
  minor: '33',
  gitVersion: 'v1.33.0',
  gitCommit: '60a317eadfcb839692a68eab88b2096f4d708f4f',
  gitTreeState: 'clean',
  buildDate: '2025-04-23T13:00:00Z',
  goVersion: 'go1.24.2',
  compiler: 'gc',
  platform: 'linux/amd64',
}

/** `/api`. */
export const coreVersions = { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] }

/** `/apis`. */
export function groupList(registry: ResourceRegistry): JsonObject {
  const groups = [...groupsOf(registry)].filter(([group]) => group !== '')
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(([group, versions]) => groupOf(group, versions)),
  }
}

/** `/apis/<group>`; undefined for a group that is not served. */
export function oneGroup(registry: ResourceRegistry, group: string): JsonObject | undefined {
  const versions = groupsOf(registry).get(group)
  if (versions === undefined) return undefined
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group, versions) }
}

function groupOf(name: string, versions: readonly string[]): JsonObject {
  const all = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }))
  return { name, versions: all, preferredVersion: all[0] }
}

/** `/api/v1` and `/apis/<group>/<version>`; undefined for one that is not served. */
export function resourceList(
  registry: ResourceRegistry,
  group: string,
  version: string,
): JsonObject | undefined {
  const types = registry.all().filter((type) => type.group === group && type.version === version)
  if (types.length === 0 && !extra.some((each) => each.group === group && each.version === version))
    return undefined
  const reviews = extra.filter((each) => each.group === group && each.version === version)
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group === '' ? version : `${group}/${version}`,
    resources: [...types.flatMap(entriesOf), ...reviews.map(({ entry }) => entry)],
  }
}

function entriesOf(type: ResourceType): JsonObject[] {
  const { plural, singular, kind, isNamespaced, shortNames, categories } = type
  const base = { name: plural, singularName: singular, namespaced: isNamespaced, kind, verbs }
  const sub = (name: string, of: readonly string[]) => ({
    ...{ name: `${plural}/${name}`, singularName: '', namespaced: isNamespaced, kind, verbs: of },
  })
  return [
    {
      ...base,
      ...(shortNames.length > 0 && { shortNames }),
      ...(categories.length > 0 && { categories }),
      storageVersionHash: '',
    },
    ...(type.hasStatus ? [sub('status', ['get', 'patch', 'update'])] : []),
    ...type.subresources.map((name) => sub(name, name === 'portforward' ? ['create', 'get'] : ['create'])),
  ]
}

const review = (group: string, name: string, kind: string, namespaced = false) => ({
  group,
  version: 'v1',
  entry: { name, singularName: kind.toLowerCase(), namespaced, kind, verbs: ['create'] },
})

/** What can only be asked. */
const extra = [
  review('authentication.k8s.io', 'tokenreviews', 'TokenReview'),
  review('authentication.k8s.io', 'selfsubjectreviews', 'SelfSubjectReview'),
  review('authorization.k8s.io', 'subjectaccessreviews', 'SubjectAccessReview'),
  review('authorization.k8s.io', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview'),
  review('authorization.k8s.io', 'selfsubjectrulesreviews', 'SelfSubjectRulesReview'),
  review('authorization.k8s.io', 'localsubjectaccessreviews', 'LocalSubjectAccessReview', true),
]

const groupsOf = (registry: ResourceRegistry): ReadonlyMap<string, readonly string[]> =>
  new Map([...registry.groups(), ...extra.map(({ group, version }) => [group, [version]] as const)])
