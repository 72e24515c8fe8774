import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../support/kube-backends/kube-requests.ts'
import { kubeName, KubeUnderTest } from '../support/kube-under-test.ts'

describe(`Events and Leases of the Kubernetes API, ${kubeName}`, () => {
  let kube: KubeUnderTest
  const events = (...more: readonly string[]) => kube.path('events.k8s.io/v1', 'events', ...more)
  const leases = (...more: readonly string[]) => kube.path('coordination.k8s.io/v1', 'leases', ...more)

  const event = (name: string, rest: Json = {}): Json => ({
    ...{ apiVersion: 'events.k8s.io/v1', kind: 'Event', metadata: { name } },
    ...{ eventTime: '2026-01-01T10:00:00.000000Z', type: 'Normal', reason: 'NetworkPicked', action: 'Pick' },
    ...{ reportingController: 'cni-genie.io/agent', reportingInstance: 'genie-n1', note: 'Picked a' },
    regarding: { apiVersion: 'v1', kind: 'Pod', namespace: kube.namespace, name: 'genie-p', uid: 'genie-u' },
    ...rest,
  })

  beforeAll(async () => {
    kube = await KubeUnderTest.open()
  }, 120_000)
  afterAll(() => kube[Symbol.asyncDispose]())

  test('an event is seen in both groups, and found by what it is about', async () => {
    expect((await kube.admin.post(events(), event('genie-e1'))).code).toBe(201)
    const query = '?fieldSelector=involvedObject.uid%3Dgenie-u'
    const { body } = await kube.admin.get(`${kube.path('v1', 'events')}${query}`)
    expect(body['items']).toMatchObject([{ message: 'Picked a', involvedObject: { name: 'genie-p' } }])
    const same = await kube.admin.get(`${events()}?fieldSelector=regarding.uid%3Dgenie-u`)
    expect(same.body['items']).toMatchObject([{ note: 'Picked a', regarding: { name: 'genie-p' } }])
  })

  test.each<[string, () => Json]>([
    ['no time', () => ({ eventTime: null })],
    ['no controller', () => ({ reportingController: '' })],
    ['a controller that is no name', () => ({ reportingController: 'the agent' })],
    ['no instance', () => ({ reportingInstance: '' })],
    ['no action', () => ({ action: '' })],
    ['no reason', () => ({ reason: '' })],
    ['a long reason', () => ({ reason: 'x'.repeat(129) })],
    ['a long note', () => ({ note: 'x'.repeat(1_025) })],
    ['another type', () => ({ type: 'Error' })],
    ['an object of the cluster', () => ({ regarding: { kind: 'Node', name: 'x' } })],
    ['a series of one', () => ({ series: { count: 1, lastObservedTime: '2026-01-01T10:00:00.000000Z' } })],
    ['a count of old', () => ({ deprecatedCount: 3 })],
  ])('an event with %s is refused', async (_what, rest) => {
    const { body } = await kube.admin.post(events(), event('genie-bad', rest()))
    expect(body).toMatchObject({ code: 422, reason: 'Invalid' })
  })

  test('an event stays as it is but for its series', async () => {
    await kube.admin.post(events(), event('genie-e2'))
    const series = { count: 2, lastObservedTime: '2026-01-01T11:00:00.000000Z' }
    const counted = await kube.admin.patch(events('genie-e2'), 'merge', { series })
    expect(counted.body['series']).toMatchObject({ count: 2 })
    const changed = await kube.admin.patch(events('genie-e2'), 'merge', { note: 'Picked b' })
    expect(changed.code).toBe(422)
  })

  test('of two who take a lease at the same version one is told of the conflict', async () => {
    const lease = (holderIdentity: string, metadata: Json = {}) => ({
      ...{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'genie-l', ...metadata } },
      spec: { holderIdentity, leaseDurationSeconds: 15, renewTime: '2026-01-01T10:00:00.000000Z' },
    })
    const { body } = await kube.admin.post(leases(), lease('one'))
    const { resourceVersion } = body.metadata
    const take = (who: string) => kube.admin.put(leases('genie-l'), lease(who, { resourceVersion }))
    const codes = (await Promise.all([take('two'), take('three')])).map(({ code }) => code)
    expect(codes.sort()).toEqual([200, 409])
    expect((await kube.admin.put(leases('genie-l'), lease('four'))).code).toBe(422)
  })

  test('a lease of no time is refused', async () => {
    const { code } = await kube.admin.post(leases(), {
      ...{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'genie-zero' } },
      spec: { leaseDurationSeconds: 0 },
    })
    expect(code).toBe(422)
  })
})
