import { defaultRoles } from '../access/default-roles.ts'
import type { Seed } from './seeder.ts'

const namespace = (name: string): Seed => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  spec: { finalizers: ['kubernetes'] },
  status: { phase: 'Active' },
})

/** What every cluster has when it starts. */
export const firstObjects: readonly Seed[] = [
  ...['default', 'kube-system', 'kube-public', 'kube-node-lease'].map(namespace),
  ...defaultRoles,
]
