import { expect, test } from 'vitest'
import { KubeError } from '../../kube/kube-error.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { planRequest } from '../../test/support/plan-request.ts'
import type { PodEvent } from './pod-event.ts'
import { Refusals } from './refusals.ts'

const refusal = (code: number, msg: string, details?: string) =>
  ({ type: 'error', code, msg, ...(details !== undefined && { details }) }) as const

const mirror = {
  namespace: 'default',
  name: 'web',
  uid: 'u-mirror',
  annotations: { 'kubernetes.io/config.mirror': 'u1' },
}

function opened(answer: () => Promise<void> = () => Promise.resolve(), pod?: typeof mirror) {
  const told: PodEvent[] = []
  const refusals = new Refusals({
    pods: { find: () => pod, state: { isSynced: true, awaySinceMs: null, fault: null } },
    events: { tell: (event) => (told.push(event), answer()) },
    logger: createLogger('silent'),
  })
  return { told, refusals }
}

test('a pod is told in one sentence why it is refused', async () => {
  const { told, refusals } = opened()
  refusals.note(
    planRequest(),
    refusal(7, 'Cannot attach to "weave" as this node has no such network', 'it has calico'),
  )
  await expect
    .poll(() => told)
    .toEqual([
      {
        pod: { namespace: 'default', name: 'web', uid: 'u1' },
        type: 'Warning',
        reason: 'NetworkRefused',
        note: 'Cannot attach to "weave" as this node has no such network: it has calico',
        about: 'Cannot attach to "weave" as this node has no such network: it has calico',
      },
    ])
})

test('a static pod is told by the mirror that the API has of it', async () => {
  const { told, refusals } = opened(undefined, mirror)
  refusals.note(planRequest(), refusal(7, 'Cannot'))
  await expect.poll(() => told.map(({ pod }) => pod.uid)).toEqual(['u-mirror'])
})

test('what is no fault of the pod, or of no pod, is not told', async () => {
  const { told, refusals } = opened()
  refusals.note(planRequest(), refusal(11, 'Try again'))
  refusals.note(planRequest({ podName: '' }), refusal(7, 'Cannot'))
  refusals.note(planRequest({ podUid: '' }), refusal(7, 'Cannot'))
  await refusals.stop()
  expect(told).toEqual([])
})

test('an API that is away keeps nobody waiting, and what waits is bounded', async () => {
  const { promise, reject } = Promise.withResolvers<undefined>()
  const { told, refusals } = opened(() => promise)
  for (let number = 0; number < 2_000; number++)
    refusals.note(planRequest({ podUid: `u${number}` }), refusal(7, 'Cannot'))
  reject(new KubeError('Cannot reach the API', { status: 0 }))
  await expect.poll(() => told.length).toBe(257)
  await refusals.stop()
  refusals.note(planRequest(), refusal(7, 'Cannot'))
  expect(told).toHaveLength(257)
})
