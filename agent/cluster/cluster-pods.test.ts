import { expect, test } from 'vitest'
import { KubeError } from '../../kube/kube-error.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { MemoryCache } from '../../test/support/memory-cache.ts'
import { clusterPodOf, type ClusterPod } from './cluster-pod.ts'
import { ClusterPods } from './cluster-pods.ts'

const object: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    namespace: 'shop',
    name: 'web',
    uid: 'u1',
    deletionTimestamp: '2026-01-01T00:00:00Z',
    labels: { app: 'web' },
    annotations: {
      cni: '',
      'cni-genie.io/picked': '{}',
      'k8s.v1.cni.cncf.io/network-status': '[]',
      'multi-ip-preferences': '{}',
      'kubernetes.io/config.source': 'api',
      'kubectl.kubernetes.io/last-applied-configuration': 'secret',
      'example.com/other': 'x',
    },
  },
  spec: { containers: [] },
  status: { phase: 'Running' },
}
const web = clusterPodOf(object)

function podsWith(answer: KubeObject | Error) {
  const cache = new MemoryCache<ClusterPod>()
  const get = () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer))
  return { cache, pods: new ClusterPods({ get }, cache) }
}

test('clusterPodOf() keeps what says where a pod belongs, and nothing else', () => {
  expect(web).toEqual({
    namespace: 'shop',
    name: 'web',
    uid: 'u1',
    labels: { app: 'web' },
    annotations: {
      cni: '',
      'cni-genie.io/picked': '{}',
      'k8s.v1.cni.cncf.io/network-status': '[]',
      'multi-ip-preferences': '{}',
      'kubernetes.io/config.source': 'api',
    },
    phase: 'Running',
    isLeaving: true,
  })
})

test('ClusterPods ask the API for one pod, and know one that is not there from one that cannot be had', async () => {
  expect(await podsWith(object).pods.ask('shop', 'web')).toEqual(web)
  const gone = new KubeError('pods "web" not found', { status: 404, reason: 'NotFound' })
  expect(await podsWith(gone).pods.ask('shop', 'web')).toBe(undefined)
  const away = new KubeError('Cannot reach it', { status: 0 })
  await expect(podsWith(away).pods.ask('shop', 'web')).rejects.toBe(away)
})

test('labelsOf() has the labels of a pod at once, or as soon as it appears', async () => {
  const { cache, pods } = podsWith(object)
  const awaited = pods.labelsOf('shop', 'web')
  pods.noteChange({ type: 'set', namespace: 'shop', name: 'other', value: { ...web, labels: {} } })
  pods.noteChange({ type: 'set', namespace: 'shop', name: 'web', value: web })
  expect(await awaited).toEqual({ app: 'web' })
  cache.fill(web)
  expect(await pods.labelsOf('shop', 'web')).toEqual({ app: 'web' })
})

test('labelsOf() gives up on a pod that does not appear in a fifth of a second', async () => {
  const { pods } = podsWith(object)
  const begun = performance.now()
  expect(await pods.labelsOf('shop', 'web')).toBe(undefined)
  expect(performance.now() - begun).toBeLessThan(400)
})
