import { textAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { completePod, validatePod } from './pod-rules.ts'
import { eventFields, eventType } from './event-types.ts'
import { admissionTypes } from './admission-types.ts'
import { builtInType } from './built-in-type.ts'
import { clusterTypes } from './cluster-types.ts'
import { workloadTypes } from './workload-types.ts'
import { podColumns } from '../present/built-in-columns.ts'
import type { ResourceType } from './resource-type.ts'

const podFields = {
  'spec.nodeName': (object: ApiObject) => textAt(object, 'spec', 'nodeName'),
  'spec.restartPolicy': (object: ApiObject) => textAt(object, 'spec', 'restartPolicy'),
  'spec.schedulerName': (object: ApiObject) => textAt(object, 'spec', 'schedulerName'),
  'spec.serviceAccountName': (object: ApiObject) => textAt(object, 'spec', 'serviceAccountName'),
  'spec.hostNetwork': (object: ApiObject) => String(objectTruth(object)),
  'status.phase': (object: ApiObject) => textAt(object, 'status', 'phase'),
  'status.podIP': (object: ApiObject) => textAt(object, 'status', 'podIP'),
  'status.nominatedNodeName': (object: ApiObject) => textAt(object, 'status', 'nominatedNodeName'),
}

const objectTruth = (object: ApiObject) => {
  const spec = object['spec']
  return typeof spec === 'object' && spec !== null && 'hostNetwork' in spec && spec.hostNetwork === true
}

/** Every resource that is there before any CRD is. */
export const builtInTypes: readonly ResourceType[] = [
  builtInType('', 'v1', 'Pod', 'pods', {
    shortNames: ['po'],
    categories: ['all'],
    hasStatus: true,
    subresources: ['eviction', 'portforward', 'binding'],
    fields: podFields,
    columns: podColumns,
    complete: completePod,
    validate: validatePod,
  }),
  eventType('', 'v1', eventFields.core),
  eventType('events.k8s.io', 'v1', eventFields.new),
  ...clusterTypes,
  ...workloadTypes,
  ...admissionTypes,
]
