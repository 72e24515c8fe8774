import { expect, test } from 'vitest'
import { kinds } from '../../kube/kinds.ts'
import { definitionOf, namespaceOf } from './manifest-of-object.ts'

const metadata = { name: 'vlan', namespace: 'shop', uid: 'u', generation: 3 }

test('definitionOf() keeps what plans are made of, also of a list whose items do not say their kind', () => {
  const annotations = {
    'k8s.v1.cni.cncf.io/resourceName': 'intel.com/sriov',
    'kubectl.kubernetes.io/last-applied-configuration': '{"a":"copy"}',
  }
  const object = { apiVersion: '', kind: '', metadata: { ...metadata, annotations }, spec: { config: '{}' } }
  expect(definitionOf(kinds.nad, { ...object, status: 'dropped' })).toEqual({
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    ...metadata,
    annotations: { 'k8s.v1.cni.cncf.io/resourceName': 'intel.com/sriov' },
    labels: {},
    spec: { config: '{}' },
  })
})

test('namespaceOf() keeps only namespaces that say in which mode they are', () => {
  const partial = { apiVersion: 'meta.k8s.io/v1', kind: 'PartialObjectMetadata' }
  expect(namespaceOf({ ...partial, metadata: { name: 'shop', labels: { team: 'x' } } })).toBe(undefined)
  const labels = { team: 'x', 'cni-genie.io/mode': 'observe' }
  expect(namespaceOf({ ...partial, metadata: { name: 'shop', labels } })).toMatchObject({
    kind: 'Namespace',
    name: 'shop',
    labels: { 'cni-genie.io/mode': 'observe' },
  })
})
