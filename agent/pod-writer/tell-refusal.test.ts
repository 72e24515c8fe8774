import { Counter } from 'prom-client'
import { expect, test } from 'vitest'
import type { EventNote } from '../../kube/events/event-note.ts'
import { planRequest } from '../../test/support/plan-request.ts'
import { tellRefusal } from './tell-refusal.ts'

const refusal = (code: number, msg: string, details?: string) =>
  ({ type: 'error', code, msg, ...(details !== undefined && { details }) }) as const

const mirror = {
  namespace: 'default',
  name: 'web',
  uid: 'u-mirror',
  annotations: { 'kubernetes.io/config.mirror': 'u1' },
}

/** What is told of a refusal. */
function told(
  request: Parameters<typeof tellRefusal>[0],
  error: Parameters<typeof tellRefusal>[1],
  pod?: typeof mirror,
): readonly EventNote[] {
  const notes: EventNote[] = []
  tellRefusal(request, error, {
    pods: { find: () => pod, state: { isSynced: true, awaySinceMs: null, fault: null } },
    recorder: { record: (note) => Promise.resolve((notes.push(note), 'done' as const)) },
    metrics: {
      podEvents: new Counter({ name: 'a', help: 'a', labelNames: ['reason', 'outcome'], registers: [] }),
    },
  })
  return notes
}

test('a pod is told on one line why it is refused, so that repetitions are counted', () => {
  const error = refusal(7, 'Cannot attach to "we\nave" as this node has no such network', 'it has calico')
  expect(told(planRequest(), error)).toEqual([
    {
      regarding: { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'web', uid: 'u1' },
      type: 'Warning',
      reason: 'NetworkRefused',
      action: 'AttachPod',
      note: 'Cannot attach to "we ave" as this node has no such network: it has calico',
    },
  ])
})

test('a static pod is told by the mirror that the API has of it', () => {
  expect(told(planRequest(), refusal(7, 'Cannot'), mirror)[0]?.regarding.uid).toBe('u-mirror')
})

test('what is no fault of the pod, or of no pod, is not told', () => {
  expect(told(planRequest(), refusal(11, 'Try again'))).toEqual([])
  expect(told(planRequest({ podName: '' }), refusal(7, 'Cannot'))).toEqual([])
  expect(told(planRequest({ podUid: '' }), refusal(7, 'Cannot'))).toEqual([])
})
