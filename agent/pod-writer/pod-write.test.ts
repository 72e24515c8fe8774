import { expect, test } from 'vitest'
import { makeRecord, makeRecordedAttachment } from '../../test/support/make-record.ts'
import type { PickedDecision } from './picked-decision.ts'
import { podInApi, type ApiPod } from './pod-in-api.ts'
import { podSandboxes, type PodSandbox } from './pod-sandbox.ts'
import { desiredWrite } from './pod-write.ts'

const status = 'k8s.v1.cni.cncf.io/network-status'
const preferences = 'multi-ip-preferences'
const picked = 'cni-genie.io/picked'

const decision: PickedDecision = {
  id: 'd1',
  network: 'calico',
  score: 0.9,
  reason: 'calico: congestion +.12, drops -.02 against weave',
  isObserved: false,
}

function sandboxWith(changes: Parameters<typeof makeRecord>[0]): PodSandbox {
  const signs = { bootId: '', isNamespace: () => true }
  const [sandbox] = podSandboxes([{ record: makeRecord(changes), writtenMs: 1 }], signs)
  if (sandbox === undefined) throw new Error('There is no sandbox')
  return sandbox
}

const podWith = (annotations: Record<string, string>): ApiPod => ({
  namespace: 'default',
  name: 'web',
  uid: 'u1',
  annotations,
})

/** What a pod says after it was written. */
function after(pod: ApiPod, changes: Readonly<Record<string, string | null>> = {}): ApiPod {
  const merged = { ...pod.annotations, ...changes }
  const left = Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== null)
  return { ...pod, annotations: Object.fromEntries(left) }
}

test('desiredWrite() writes what is missing, tells the pick, and is content with what it wrote', () => {
  const [sandbox, pod] = [sandboxWith({ decision: 'd1' }), podWith({ cni: '' })]
  const write = desiredWrite(sandbox, pod, decision)
  expect(write).toMatchObject({
    pod: { namespace: 'default', name: 'web', uid: 'u1' },
    changes: {
      [status]: '[{"name":"calico","interface":"eth0","ips":["10.1.0.5"],"default":true,"dns":{}}]',
      [picked]: '{"network":"calico","score":0.9,"decision":"d1"}',
    },
    event: {
      type: 'Normal',
      reason: 'NetworkPicked',
      note: 'Picked calico: congestion +.12, drops -.02 against weave',
      about: 'd1',
    },
  })
  expect(desiredWrite(sandbox, after(pod, write?.changes), null)).toBeNull()
})

test('desiredWrite() takes away what was of an earlier sandbox', () => {
  const two = [makeRecordedAttachment(), makeRecordedAttachment({ network: 'weave', ifname: 'eth1' })]
  const before = desiredWrite(sandboxWith({ attachments: two, decision: 'd1' }), podWith({}), decision)
  const pod = after(podWith({ cni: 'calico' }), before?.changes)
  expect(Object.keys(pod.annotations).sort()).toEqual([picked, 'cni', status, preferences].sort())
  expect(desiredWrite(sandboxWith({}), pod, null)).toMatchObject({
    changes: { [preferences]: null, [picked]: null },
    event: null,
  })
})

test('desiredWrite() leaves what it told of a decision that is not kept any more', () => {
  const [sandbox, pod] = [sandboxWith({ decision: 'd1' }), podWith({ cni: '' })]
  const written = after(pod, desiredWrite(sandbox, pod, decision)?.changes)
  const { [status]: _status, ...rest } = written.annotations
  expect(Object.keys(desiredWrite(sandbox, { ...pod, annotations: rest }, null)?.changes ?? {})).toEqual([
    status,
  ])
})

test('desiredWrite() tells the pick of a decision that nobody kept without a reason', () => {
  const write = desiredWrite(sandboxWith({ decision: 'd1' }), podWith({ cni: '' }), {
    ...decision,
    score: null,
    reason: null,
  })
  expect(write?.changes[picked]).toBe('{"network":"calico","score":null,"decision":"d1"}')
  expect(write?.event).toBeNull()
})

test.each([
  ['is told for a pod that leaves the choice', { cni: ' ' }, 'NetworkFallback'],
  ['is not told for a pod that says nothing', {}, undefined],
  ['is not told for a pod that names its network', { cni: 'calico' }, undefined],
  [
    'is not told for a pod that the plugin attaches by the agent only',
    { cni: '', 'k8s.v1.cni.cncf.io/networks': 'storage' },
    undefined,
  ],
])('a choice without the agent %s', (_, annotations, reason) => {
  const event = desiredWrite(sandboxWith({}), podWith(annotations), null)?.event
  expect(event?.reason).toBe(reason)
})

test('a choice without the agent says what it was made by, once for each sandbox', () => {
  expect(desiredWrite(sandboxWith({}), podWith({ cni: '' }), null)?.event).toMatchObject({
    type: 'Warning',
    note: 'Attached to calico without a pick as the agent did not answer: by the order that was measured last, else by the conf dir',
    about: 'c1',
  })
})

test('desiredWrite() leaves the networks to a delegate that tells them by itself', () => {
  const conflist = '{"cniVersion":"1.0.0","name":"multus","plugins":[{"type":"multus","delegates":[]}]}'
  const sandbox = sandboxWith({ attachments: [makeRecordedAttachment({ conflist })], decision: 'd1' })
  const changes = (pod: ApiPod) => desiredWrite(sandbox, pod, decision)?.changes
  for (const pod of [podWith({}), podWith({ [status]: '[{"name":"of-multus"}]' })])
    expect(changes(pod)).toEqual({ [picked]: '{"network":"calico","score":0.9,"decision":"d1"}' })
})

test('podInApi() knows a pod by its UID, and a static pod by its mirror', () => {
  const pods = { find: () => podWith({ 'kubernetes.io/config.mirror': 'u-static' }) }
  const ask = (uid: string) => podInApi({ namespace: 'default', name: 'web', uid }, pods)?.uid
  expect([ask('u1'), ask('u-static'), ask('u-before'), ask('')]).toEqual(['u1', 'u1', undefined, undefined])
})
