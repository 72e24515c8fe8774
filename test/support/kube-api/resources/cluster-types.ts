import { textAt, type JsonObject } from '../objects/json-object.ts'
import type { ApiObject, ObjectDraft } from '../objects/api-object.ts'
import { nodeColumns, statusPhaseColumns } from '../present/built-in-columns.ts'
import { builtInType } from './built-in-type.ts'
import { validateLease } from './lease-rules.ts'
import { validateConfigMap } from './config-map-rules.ts'
import { validateRole, validateRoleBinding } from './rbac-rules.ts'
import type { WriteContext } from './resource-type.ts'

const rbac = 'rbac.authorization.k8s.io'
const cluster = { isNamespaced: false } as const

function completeNamespace(draft: ObjectDraft, { operation }: WriteContext): void {
  const labels = (draft.metadata['labels'] ??= {}) as JsonObject
  labels['kubernetes.io/metadata.name'] = draft.metadata['name']
  if (operation !== 'CREATE') return
  draft['spec'] = { finalizers: ['kubernetes'] }
  draft['status'] = { phase: 'Active' }
}

/** Namespaces, nodes, configuration, rights and leases. */
export const clusterTypes = [
  builtInType('', 'v1', 'Namespace', 'namespaces', {
    ...cluster,
    shortNames: ['ns'],
    hasStatus: true,
    subresources: ['finalize'],
    nameRule: 'label',
    fields: { 'status.phase': (object: ApiObject) => textAt(object, 'status', 'phase') },
    columns: statusPhaseColumns,
    complete: completeNamespace,
  }),
  builtInType('', 'v1', 'Node', 'nodes', {
    ...cluster,
    shortNames: ['no'],
    hasStatus: true,
    subresources: ['proxy'],
    columns: nodeColumns,
    fields: {
      'spec.unschedulable': (object: ApiObject) =>
        String((object['spec'] as JsonObject | undefined)?.['unschedulable'] === true),
    },
  }),
  builtInType('', 'v1', 'ConfigMap', 'configmaps', { shortNames: ['cm'], validate: validateConfigMap }),
  builtInType('', 'v1', 'Secret', 'secrets', {
    validate: validateConfigMap,
    fields: { type: (object: ApiObject) => textAt(object, 'type') },
    complete: (draft) => void (draft['type'] ??= 'Opaque'),
  }),
  builtInType('', 'v1', 'ServiceAccount', 'serviceaccounts', {
    shortNames: ['sa'],
    subresources: ['token'],
  }),
  builtInType('', 'v1', 'Service', 'services', {
    shortNames: ['svc'],
    categories: ['all'],
    hasStatus: true,
    nameRule: 'label',
  }),
  builtInType('coordination.k8s.io', 'v1', 'Lease', 'leases', {
    allowsUnconditionalUpdate: false,
    allowsCreateOnUpdate: true,
    validate: validateLease,
  }),
  builtInType(rbac, 'v1', 'ClusterRole', 'clusterroles', {
    ...cluster,
    nameRule: 'path-segment',
    validate: validateRole,
  }),
  builtInType(rbac, 'v1', 'Role', 'roles', { nameRule: 'path-segment', validate: validateRole }),
  builtInType(rbac, 'v1', 'ClusterRoleBinding', 'clusterrolebindings', {
    ...cluster,
    nameRule: 'path-segment',
    validate: validateRoleBinding,
  }),
  builtInType(rbac, 'v1', 'RoleBinding', 'rolebindings', {
    nameRule: 'path-segment',
    validate: validateRoleBinding,
  }),
  builtInType('scheduling.k8s.io', 'v1', 'PriorityClass', 'priorityclasses', {
    ...cluster,
    shortNames: ['pc'],
    hasGeneration: true,
  }),
] as const
