import { afterEach, expect, test, vi } from 'vitest'
import { realDelay, type Delay } from '../../kube/delay.ts'
import type { EventNote } from '../../kube/events/event-note.ts'
import { EventRecorder } from '../../kube/events/event-recorder.ts'
import { openClient } from '../../kube/open-client.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'

let ground = new AsyncDisposableStack()
afterEach(async () => {
  await ground.disposeAsync()
  ground = new AsyncDisposableStack()
})

const hasten: Delay = async (ms, signal) => realDelay(ms / 100, signal)

async function lay(token?: (api: KubeApi) => string) {
  const api = ground.use(await KubeApi.start())
  const kubeconfig = api.kubeconfig(token === undefined ? {} : { token: token(api) })
  const client = ground.use(await openClient({ kubeconfig, env: {}, program: 'test', delay: hasten }))
  const clock = new ManualClock()
  const log: string[] = []
  const source = { program: 'agent', instance: 'node-1' }
  const logger = { warn: (line: string) => log.push(line) }
  const recorder = ground.use(
    new EventRecorder({ client, source, clock, delay: hasten, random: Math.random, logger }),
  )
  const events = () => api.list('events.k8s.io/v1', 'Event')
  return { api, recorder, clock, log, events }
}

const note = (rest: Partial<EventNote> = {}): EventNote => ({
  regarding: { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'web', uid: 'u1' },
  type: 'Normal',
  reason: 'Picked',
  action: 'PickNetwork',
  note: 'Picked weave: congestion +.12 against calico',
  ...rest,
})

test('an Event says what events.k8s.io/v1 wants to know', async () => {
  const { recorder, events } = await lay()
  expect(await recorder.record(note({ note: 'ü'.repeat(600) }))).toBe('done')
  expect(events()).toEqual([
    expect.objectContaining({
      apiVersion: 'events.k8s.io/v1',
      eventTime: '2023-11-14T22:13:20.000000Z',
      reportingController: 'cni-genie.io/agent',
      reportingInstance: 'node-1',
      type: 'Normal',
      reason: 'Picked',
      action: 'PickNetwork',
      note: 'ü'.repeat(512),
      regarding: note().regarding,
    }),
  ])
  const [event] = events()
  expect(event?.metadata).toMatchObject({
    namespace: 'default',
    name: expect.stringMatching(/^web\.[0-9a-f]{16}$/) as string,
  })
})

test('an Event with a name of its own exists once, told by whomever and however often', async () => {
  const { recorder, events } = await lay()
  const outcomes = [await recorder.record(note({ once: 'd1' })), await recorder.record(note({ once: 'd1' }))]
  await recorder.record(note({ once: 'd2' }))
  expect(outcomes).toEqual(['done', 'done'])
  expect(events().length).toBe(2)
})

test('the longest name of a pod leaves room for what tells its Events apart', async () => {
  const { recorder, events } = await lay()
  const name = `${'a'.repeat(235)}.${'b'.repeat(17)}`
  expect(await recorder.record(note({ regarding: { ...note().regarding, name } }))).toBe('done')
  expect(events()[0]?.metadata.name.length).toBeLessThanOrEqual(253)
})

test('repetitions are counted in a series, and after some time are a new Event', async () => {
  const { recorder, clock, events } = await lay()
  await Promise.all([recorder.record(note()), recorder.record(note())])
  clock.advance(10_000)
  await recorder.record(note())
  expect(events()).toEqual([
    expect.objectContaining({ series: { count: 3, lastObservedTime: '2023-11-14T22:13:30.000000Z' } }),
  ])
  clock.advance(400_000)
  await recorder.record(note())
  expect(events().length).toBe(2)
})

test('a series whose Event the API has forgotten begins anew', async () => {
  const { api, recorder, events } = await lay()
  await recorder.record(note())
  api.remove('events.k8s.io/v1', 'Event', events()[0]?.metadata.name ?? '', 'default')
  expect(await recorder.record(note())).toBe('done')
  expect(events().length).toBe(1)
})

test('one object has 25 Events at once and then one each five minutes; what comes first is not waited for', async () => {
  const { recorder, clock, events } = await lay()
  const outcomes = await Promise.all(Array.from({ length: 30 }, async () => recorder.record(note())))
  expect(outcomes.filter((outcome) => outcome === 'limited').length).toBe(5)
  const [firstName] = events().map(({ metadata }) => metadata.name)
  expect(await recorder.record(note({ regarding: { ...note().regarding, uid: 'u2' } }))).toBe('done')
  clock.advance(300_000)
  expect(await recorder.record(note())).toBe('done')
  const first = events().find(({ metadata }) => metadata.name === firstName)
  expect(first).toMatchObject({ series: { count: 26 } })
})

test('what the API does not take for the moment is told later, and what it refuses is said once', async () => {
  const { api, recorder, log, events } = await lay()
  api.faults.add({ resource: 'events', times: 3, fault: { kind: 'status', code: 500 } })
  expect(await recorder.record(note())).toBe('done')
  expect(events().length).toBe(1)
  const none = note({ regarding: { ...note().regarding, namespace: 'nowhere' } })
  expect([await recorder.record(none), await recorder.record(none)]).toEqual(['refused', 'refused'])
  expect(log.length).toBe(2)
})

test('an Event whose answer got lost is there once', async () => {
  const { api, recorder, events } = await lay()
  api.faults.add({ verb: 'create', resource: 'events', times: 1, fault: { kind: 'lost-answer' } })
  expect(await recorder.record(note())).toBe('done')
  expect(events().length).toBe(1)
})

test('a recorder that has no right, or is gone, harms nobody', async () => {
  const { recorder, log } = await lay((api) => api.serviceAccountToken('default', 'nobody'))
  expect(await recorder.record(note())).toBe('refused')
  await recorder[Symbol.asyncDispose]()
  expect(await recorder.record(note())).toBe('failed')
  expect(log.length).toBe(1)
})

test('a recorder ends at once while the API hangs', async () => {
  const { api, recorder } = await lay()
  api.faults.add({ resource: 'events', fault: { kind: 'hang' } })
  const waiting = [recorder.record(note()), recorder.record(note({ once: 'x' }))]
  await vi.waitUntil(() => api.counts.of({ resource: 'events' }) === 1)
  await recorder[Symbol.asyncDispose]()
  expect(await Promise.all(waiting)).toEqual(['failed', 'failed'])
})
