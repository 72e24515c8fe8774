import { expect, test } from 'vitest'
import { annotationsOf } from './annotations-of.ts'
import { parseManifests } from '../manifests/parse-manifests.ts'
import { planRequest } from '../../test/support/plan-request.ts'

const request = planRequest()

const { manifests } = parseManifests(`
kind: Pod
metadata:
  name: web
  uid: u1
  annotations: { cni: "" }
`)

const findPod = (namespace: string, name: string) =>
  manifests.find((pod) => pod.namespace === namespace && pod.name === name)

test('annotationsOf() prefers the runtime, then K8S_ANNOT, then the manifest', () => {
  const k8sAnnot = '{"cni":"calico"}'
  expect([
    annotationsOf({ ...request, annotations: {}, k8sAnnot }, findPod),
    annotationsOf({ ...request, k8sAnnot }, findPod),
    annotationsOf(request, findPod),
    annotationsOf({ ...request, podName: '' }, findPod),
    annotationsOf({ ...request, podName: 'other' }, null),
  ]).toEqual([{}, { cni: 'calico' }, { cni: '' }, {}, {}])
})

test('annotationsOf() has a pod that nobody knows try again', () => {
  expect(() => annotationsOf({ ...request, podName: 'other' }, findPod)).toThrow(
    expect.objectContaining({ code: 11 }),
  )
})

test.each(['{', '[]', '"x"', '{"cni":1}', 'null'])('annotationsOf() refuses K8S_ANNOT=%s', (k8sAnnot) => {
  expect(() => annotationsOf({ ...request, k8sAnnot }, findPod)).toThrow('it is not a JSON object of strings')
})

test('annotationsOf() refuses a pod that was made anew under the same name', () => {
  for (const annotations of [undefined, {}])
    expect(() =>
      annotationsOf({ ...request, podUid: 'u0', ...(annotations && { annotations }) }, findPod),
    ).toThrow('made anew with UID u1')
})

test('annotationsOf() lets a static pod have the UID that its kubelet gave it', () => {
  const mirror = { 'kubernetes.io/config.mirror': 'f00d', cni: 'calico' }
  const find = () => ({ namespace: 'kube-system', name: 'etcd', uid: 'of-the-mirror', annotations: mirror })
  expect(annotationsOf({ ...request, podUid: 'f00d' }, find)).toEqual(mirror)
})
