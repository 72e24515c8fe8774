import { kinds } from '../../kube/kinds.ts'
import { customResourceDefinition } from './custom-resource.ts'

/**
 * `NetworkAttachmentDefinition` as the Network Plumbing Working Group's standard has it (NPWG v1.3, section 3). Most
 * clusters have it already from whoever brought it first, so it is installed on request only.
 */
export const nadCrd = customResourceDefinition({
  kind: kinds.nad,
  shortNames: ['net-attach-def'],
  description:
    'NetworkAttachmentDefinition is a CRD schema specified by the Network Plumbing Working Group to express the intent for attaching pods to one or more logical or physical networks.',
  spec: {
    type: 'object',
    description: 'NetworkAttachmentDefinition spec defines the desired state of a network attachment',
    properties: {
      config: {
        type: 'string',
        description: 'NetworkAttachmentDefinition config is a JSON-formatted CNI configuration',
      },
    },
  },
  requiresSpec: false,
  columns: [],
})
