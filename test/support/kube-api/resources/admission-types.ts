import { builtInType } from './built-in-type.ts'

const group = 'admissionregistration.k8s.io'
const cluster = { isNamespaced: false, hasGeneration: true } as const

/** Policies on writes, and CRDs. */
export const admissionTypes = [
  builtInType(group, 'v1', 'ValidatingAdmissionPolicy', 'validatingadmissionpolicies', {
    ...cluster,
    hasStatus: true,
  }),
  builtInType(group, 'v1', 'ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings', cluster),
  builtInType('apiextensions.k8s.io', 'v1', 'CustomResourceDefinition', 'customresourcedefinitions', {
    ...cluster,
    hasStatus: true,
    shortNames: ['crd', 'crds'],
    allowsUnconditionalUpdate: false,
  }),
]
