import { expect, test } from 'vitest'
import { kinds } from '../kinds.ts'
import { collectionPath, objectPath, withQuery } from './api-path.ts'

test('paths are those of the API, by group, version, namespace and plural', () => {
  expect([
    collectionPath(kinds.pod),
    collectionPath(kinds.pod, 'shop'),
    collectionPath(kinds.network, 'shop'),
    objectPath(kinds.lease, { namespace: 'kube-system', name: 'genie' }),
    objectPath(kinds.node, { name: 'n 1/..' }),
    withQuery('/a', { limit: undefined }),
    withQuery('/a', { b: 'c d&', e: '' }),
  ]).toEqual([
    '/api/v1/pods',
    '/api/v1/namespaces/shop/pods',
    '/apis/cni-genie.io/v1alpha1/networks',
    '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/genie',
    '/api/v1/nodes/n%201%2F..',
    '/a',
    '/a?b=c+d%26&e=',
  ])
})

test.each([
  [{ namespace: 'shop', name: '' }, 'the name is missing'],
  [{ name: 'web' }, 'the namespace is missing'],
])('an object is never addressed by half: %j', (ref, message) => {
  expect(() => objectPath(kinds.pod, ref)).toThrow(message)
})
