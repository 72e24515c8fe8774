import { kinds } from '../../kube/kinds.ts'
import { ageColumn, customResourceDefinition } from './custom-resource.ts'
import { rules } from './decorate.ts'
import type { StructuralSchema } from './structural-schema.ts'

/** Groups below k8s.io are the project's own to give; CNI-Genie never asked, and its users have manifests. */
const annotations = {
  'api-approved.kubernetes.io': 'unapproved, the group that CNI-Genie has used since 2017',
}

const text = (description: string, maxLength: number): StructuralSchema => ({
  type: 'string',
  description,
  maxLength,
})

const subnet = (description: string): StructuralSchema => ({
  ...text(description, 43),
  ...rules(
    {
      rule: "self == '' || isCIDR(self)",
      message: 'a subnet is an address and a prefix length, such as 10.32.0.0/24 or fd00:1::/64',
    },
    {
      rule: "self == '' || !isCIDR(self) || cidr(self) == cidr(self).masked()",
      message: "a subnet's address has no bits beyond its prefix, as in 10.32.0.0/24 and not 10.32.0.7/24",
    },
  ),
})

const interfaceName = { ...text('A host interface.', 15), pattern: '^([^/:\\s]{1,15})?$' }
const plugin = { ...text('The type of a CNI plugin.', 253), pattern: '^[A-Za-z0-9._-]*$' }

const sharedStatus: StructuralSchema = {
  type: 'object',
  properties: {
    plugin,
    subnet: subnet('The subnet of all of it.'),
    dedicatedNet: { type: 'boolean', description: 'Whether plugin and subnet are the same for all.' },
  },
}

/** `Logicalnetwork`, as CNI-Genie spells it. */
export const logicalNetworkCrd = customResourceDefinition({
  kind: kinds.logicalNetwork,
  shortNames: ['lnet'],
  description: 'A part of a physical network, or a subnet of a plugin, which pods name in `networks`.',
  annotations,
  spec: {
    type: 'object',
    required: ['physicalNet'],
    properties: {
      physicalNet: { ...text('The Physicalnetwork of the same namespace.', 253), minLength: 1 },
      sub_subnet: subnet('Its part of the physical network.'),
      plugin,
    },
  },
  requiresSpec: true,
  columns: [
    { name: 'Physical', type: 'string', jsonPath: '.spec.physicalNet' },
    { name: 'Subnet', type: 'string', jsonPath: '.spec.sub_subnet' },
    { name: 'Plugin', type: 'string', jsonPath: '.spec.plugin' },
    ageColumn,
  ],
})

/** `Physicalnetwork`, as CNI-Genie spells it; its own sample has `sharedStaus`, and so have its users. */
export const physicalNetworkCrd = customResourceDefinition({
  kind: kinds.physicalNetwork,
  shortNames: ['pnet'],
  description: 'A physical network: a plugin and a subnet of its own, or shared by logical networks.',
  annotations,
  spec: {
    type: 'object',
    ...rules({
      rule: '!has(self.sharedStatus) || !has(self.sharedStaus)',
      message: 'sharedStatus and sharedStaus are the same member: write sharedStatus only',
    }),
    properties: { refer_nic: interfaceName, sharedStatus, sharedStaus: sharedStatus },
  },
  requiresSpec: true,
  columns: [
    { name: 'NIC', type: 'string', jsonPath: '.spec.refer_nic' },
    { name: 'Subnet', type: 'string', jsonPath: '.spec.sharedStatus.subnet' },
    { name: 'Plugin', type: 'string', jsonPath: '.spec.sharedStatus.plugin' },
    ageColumn,
  ],
})
