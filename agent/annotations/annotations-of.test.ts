import { expect, test } from 'vitest'
import { annotationsOf } from './annotations-of.ts'
import { parsePodManifests } from './parse-pod-manifests.ts'
import { planRequest } from '../../test/support/plan-request.ts'

const request = planRequest()

const manifests = parsePodManifests(`
kind: Service
metadata: { name: web }
---
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
    annotationsOf({ ...request, podName: 'other' }, findPod),
  ]).toEqual([{}, { cni: 'calico' }, { cni: '' }, {}])
})

test.each(['{', '[]', '"x"', '{"cni":1}', 'null'])('annotationsOf() refuses K8S_ANNOT=%s', (k8sAnnot) => {
  expect(() => annotationsOf({ ...request, k8sAnnot }, findPod)).toThrow('it is not a JSON object of strings')
})

test('annotationsOf() refuses a pod that was made anew under the same name', () => {
  expect(() => annotationsOf({ ...request, podUid: 'u0' }, findPod)).toThrow('made anew with UID u1')
})
