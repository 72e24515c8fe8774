import { expect, test } from 'vitest'
import { parseManifests } from '../manifests/parse-manifests.ts'
import { planRequest } from '../../test/support/plan-request.ts'
import { annotationsOf } from './annotations-of.ts'
import type { PodManifest, PodSource } from './pod-source.ts'

const request = planRequest()

const { manifests } = parseManifests(`
kind: Pod
metadata:
  name: web
  uid: u1
  annotations: { cni: "" }
`)
const web = manifests[0] as PodManifest

const findPod = (namespace: string, name: string) =>
  manifests.find((pod) => pod.namespace === namespace && pod.name === name)

const directory: PodSource = { find: findPod, ask: null }

/** Pods of a cluster: what the cache has, what the API answers, and which questions it was asked. */
function cluster(cached: PodManifest | undefined, answer: PodManifest | Error | undefined) {
  const asked: string[] = []
  const pods: PodSource = {
    find: () => cached,
    ask: (namespace, name) => {
      asked.push(`${namespace}/${name}`)
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
  }
  return { pods, asked }
}

test('annotationsOf() prefers the runtime, then K8S_ANNOT, then the manifest', async () => {
  const k8sAnnot = '{"cni":"calico"}'
  expect(
    await Promise.all([
      annotationsOf({ ...request, annotations: {}, k8sAnnot }, directory),
      annotationsOf({ ...request, k8sAnnot }, directory),
      annotationsOf(request, directory),
      annotationsOf({ ...request, podName: '' }, directory),
      annotationsOf({ ...request, podName: 'other' }, null),
    ]),
  ).toEqual([{}, { cni: 'calico' }, { cni: '' }, {}, {}])
})

test('annotationsOf() has a pod that nobody knows try again', async () => {
  await expect(annotationsOf({ ...request, podName: 'other' }, directory)).rejects.toMatchObject({ code: 11 })
})

test.each(['{', '[]', '"x"', '{"cni":1}', 'null'])(
  'annotationsOf() refuses K8S_ANNOT=%s',
  async (k8sAnnot) => {
    await expect(annotationsOf({ ...request, k8sAnnot }, directory)).rejects.toThrow(
      'it is not a JSON object of strings',
    )
  },
)

test('annotationsOf() refuses a pod that was made anew under the same name', async () => {
  for (const annotations of [undefined, {}])
    await expect(
      annotationsOf({ ...request, podUid: 'u0', ...(annotations && { annotations }) }, directory),
    ).rejects.toThrow('made anew with UID u1')
})

test('annotationsOf() lets a static pod have the UID that its kubelet gave it', async () => {
  const mirror = { 'kubernetes.io/config.mirror': 'f00d', cni: 'calico' }
  const pod = {
    namespace: 'kube-system',
    name: 'etcd',
    uid: 'of-the-mirror',
    annotations: mirror,
    labels: {},
  }
  const { pods, asked } = cluster(pod, new Error('nobody is to be asked'))
  expect([await annotationsOf({ ...request, podUid: 'f00d' }, pods), asked]).toEqual([mirror, []])
})

test('annotationsOf() asks nobody for what the runtime has given, or the cache knows', async () => {
  for (const cached of [undefined, web]) {
    const { pods, asked } = cluster(cached, undefined)
    expect([await annotationsOf({ ...request, annotations: { cni: 'a' } }, pods), asked]).toEqual([
      { cni: 'a' },
      [],
    ])
  }
  const { pods, asked } = cluster(web, undefined)
  expect([await annotationsOf(request, pods), asked]).toEqual([{ cni: '' }, []])
})

test('annotationsOf() asks once for a pod that the cache does not know yet', async () => {
  const { pods, asked } = cluster(undefined, { ...web, annotations: { cni: 'asked' } })
  expect([await annotationsOf(request, pods), asked]).toEqual([{ cni: 'asked' }, ['default/web']])
})

test.each([
  ['is not there', undefined, 'nothing is known of it yet'],
  ['cannot be asked for', new Error('the API is away'), 'the API is away'],
])('annotationsOf() has a pod that %s try again', async (_what, answer, words) => {
  const { pods } = cluster(undefined, answer)
  await expect(annotationsOf(request, pods)).rejects.toMatchObject({
    code: 11,
    message: expect.stringContaining(words) as string,
  })
})

test('annotationsOf() lets one question decide where the cache knows another UID', async () => {
  const anew = { ...web, uid: 'u2' }
  const lagging = cluster(web, anew)
  const own = { cni: 'own' }
  expect(await annotationsOf({ ...request, podUid: 'u2', annotations: own }, lagging.pods)).toEqual(own)
  expect(lagging.asked).toEqual(['default/web'])
  const { pods } = cluster(anew, anew)
  await expect(annotationsOf({ ...request, annotations: own }, pods)).rejects.toMatchObject({ code: 7 })
})

test('annotationsOf() believes the runtime where the cache knows another UID and nobody answers', async () => {
  const { pods } = cluster({ ...web, uid: 'u2' }, new Error('the API is away'))
  expect(await annotationsOf({ ...request, annotations: { cni: 'own' } }, pods)).toEqual({ cni: 'own' })
  await expect(annotationsOf(request, pods)).rejects.toMatchObject({ code: 11 })
})
