import { validatePolicy, validatePolicyBinding } from '../admission/policy-rules.ts'
import { completeCrd, validateCrd } from '../crd/crd-rules.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { builtInType } from './built-in-type.ts'

const group = 'admissionregistration.k8s.io'
const cluster = { isNamespaced: false, hasGeneration: true } as const

const createdColumn = {
  name: 'Created At',
  type: 'date',
  cellOf: (object: ApiObject) => object.metadata.creationTimestamp,
}

/** Policies on writes, and CRDs. */
export const admissionTypes = [
  builtInType(group, 'v1', 'ValidatingAdmissionPolicy', 'validatingadmissionpolicies', {
    ...cluster,
    hasStatus: true,
    validate: validatePolicy,
  }),
  builtInType(group, 'v1', 'ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings', {
    ...cluster,
    validate: validatePolicyBinding,
  }),
  builtInType('apiextensions.k8s.io', 'v1', 'CustomResourceDefinition', 'customresourcedefinitions', {
    ...cluster,
    hasStatus: true,
    shortNames: ['crd', 'crds'],
    allowsUnconditionalUpdate: false,
    columns: [createdColumn],
    complete: completeCrd,
    validate: validateCrd,
  }),
]
