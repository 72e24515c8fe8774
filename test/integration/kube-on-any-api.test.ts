import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { realDelay } from '../../kube/delay.ts'
import { EventRecorder } from '../../kube/events/event-recorder.ts'
import { kinds } from '../../kube/kinds.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { LeaderElection } from '../../kube/leader/leader-election.ts'
import { openClient, type OpenClient } from '../../kube/open-client.ts'
import { ObjectReplaced, patchWithRetry } from '../../kube/patch-with-retry.ts'
import { Reflector } from '../../kube/reflector/reflector.ts'
import { serverSideApply } from '../../kube/server-side-apply.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { kubeName, KubeUnderTest } from '../support/kube-under-test.ts'

const limit = { timeout: 20_000, interval: 20 }
const parts = { clock: systemClock, delay: realDelay, random: Math.random }
const logger = { info: () => undefined, warn: () => undefined }
const configMap = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', isNamespaced: true }
const none = { group: 'none.cni-genie.io', version: 'v1', kind: 'None', plural: 'nones', isNamespaced: true }

describe(`the client on ${kubeName}`, () => {
  let kube: KubeUnderTest
  let client: OpenClient
  beforeAll(async () => {
    kube = await KubeUnderTest.open()
    client = await openClient({ kubeconfig: kube.kubeconfig, env: {}, program: 'genie-test' })
  }, 60_000)
  afterAll(async () => {
    await client[Symbol.asyncDispose]()
    await kube[Symbol.asyncDispose]()
  }, 60_000)

  /** A pod that nobody schedules. */
  const makePod = async (name: string): Promise<KubeObject> =>
    client.create(kinds.pod, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: kube.namespace, name, labels: { made: 'here' } },
      spec: { schedulerName: 'genie-none', containers: [{ name: 'none', image: 'genie.invalid/none' }] },
    })

  const makeConfigMap = async (name: string, data: object): Promise<KubeObject> =>
    client.create(configMap, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace: kube.namespace, name },
      data,
    })

  const follow = (kind: typeof configMap, labelSelector?: string) => {
    const scope = { namespace: kube.namespace, ...(labelSelector !== undefined && { labelSelector }) }
    const keep = ({ metadata: { name, annotations } }: KubeObject) => annotations?.['cni'] ?? name
    const reflector = new Reflector<string>({ client, kind, scope, keep, logger, ...parts })
    reflector.start()
    return reflector
  }

  test('says which version it is, and that it is ready', async () => {
    expect(JSON.parse(await client.text('/version'))).toMatchObject({
      gitVersion: expect.any(String) as string,
    })
    expect(await client.text('/readyz')).toBe('ok')
  })

  test('lists in pages, and metadata alone', async () => {
    for (const name of ['l1', 'l2', 'l3']) await makeConfigMap(name, { a: '1' })
    const scope = { namespace: kube.namespace, limit: 2 }
    const first = await client.list(configMap, scope)
    const second = await client.list(configMap, { ...scope, continue: first.metadata.continue ?? '' })
    const names = [...first.items, ...second.items].map(({ metadata }) => metadata.name)
    expect(names).toEqual(expect.arrayContaining(['l1', 'l2', 'l3']))
    const { items } = await client.list(configMap, { namespace: kube.namespace, metadataOnly: true })
    expect(items.map(({ kind, data }) => [kind, data])).toContainEqual(['ConfigMap', undefined])
  })

  test('follows pods as they come, change and go', async () => {
    await makePod('first')
    await using reflector = follow(kinds.pod, 'made=here')
    expect(await reflector.untilSynced(10_000)).toBe(true)
    expect(reflector.find(kube.namespace, 'first')).toBe('first')
    const { metadata } = await makePod('second')
    await vi.waitUntil(() => reflector.find(kube.namespace, 'second'), limit)
    await patchWithRetry(
      { client, ...parts },
      {
        kind: kinds.pod,
        ref: metadata,
        uid: metadata.uid ?? '',
        subresource: 'status',
        change: { metadata: { annotations: { cni: 'calico' } } },
        signal: new AbortController().signal,
      },
    )
    await vi.waitUntil(() => reflector.find(kube.namespace, 'second') === 'calico', limit)
    await client.delete(kinds.pod, metadata)
    await vi.waitUntil(() => reflector.find(kube.namespace, 'second') === undefined, limit)
    expect(reflector.state).toEqual({ isSynced: true, awaySinceMs: null, fault: null })
  })

  test('a kind that is not installed is empty and synced', async () => {
    await using reflector = follow(none)
    expect(await reflector.untilSynced(10_000)).toBe(true)
    expect(reflector.all()).toEqual([])
  })

  test('refuses a patch of an object that was made anew, and one of an older version', async () => {
    const { metadata: ref } = await makePod('replaced')
    const signal = new AbortController().signal
    const change = { metadata: { annotations: { a: '1' } } }
    const plan = { kind: kinds.pod, ref, uid: '00000000-0000-0000-0000-000000000000', change, signal }
    await expect(patchWithRetry({ client, ...parts }, plan)).rejects.toThrow(ObjectReplaced)
    const stale = { metadata: { ...change.metadata, resourceVersion: '1' } }
    await expect(client.patch(kinds.pod, ref, stale, { type: 'merge' })).rejects.toMatchObject({
      status: 409,
    })
    await expect(makePod('replaced')).rejects.toMatchObject({ status: 409, reason: 'AlreadyExists' })
    await expect(client.get(kinds.pod, { ...ref, name: 'nobody' })).rejects.toMatchObject({ status: 404 })
  })

  test('adds to an object by turns, however many do', async () => {
    const { metadata: ref } = await makeConfigMap('counted', { count: '0' })
    const change = ({ data }: KubeObject) => {
      const { count } = data as { readonly count: string }
      return { data: { count: String(Number(count) + 1) } }
    }
    const plan = { kind: configMap, ref, change, signal: new AbortController().signal }
    await Promise.all(
      Array.from({ length: 4 }, async () => patchWithRetry({ client, ...parts, tries: 20 }, plan)),
    )
    expect((await client.get(configMap, ref))['data']).toEqual({ count: '4' })
  })

  test('applies what is ours, and leaves the rest', async () => {
    const metadata = { namespace: kube.namespace, name: 'applied' }
    const apply = async (data: object, owner: string) =>
      serverSideApply(client, {
        kind: configMap,
        object: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data },
        owner,
      })
    await apply({ a: '1', b: '2' }, 'one')
    await apply({ c: '3' }, 'other')
    expect((await apply({ a: '9' }, 'one'))['data']).toEqual({ a: '9', c: '3' })
  })

  test('leads by a Lease, and gives it back', async () => {
    const stop = new AbortController()
    const ref = { namespace: kube.namespace, name: 'led' }
    const started = Promise.withResolvers<AbortSignal>()
    const onStarted = (signal: AbortSignal) => {
      started.resolve(signal)
      return Promise.resolve()
    }
    const election = new LeaderElection({ client, ref, identity: 'me', onStarted, logger, ...parts })
    const running = election.run(stop.signal)
    const signal = await started.promise
    expect((await client.get(kinds.lease, ref)).spec).toMatchObject({
      holderIdentity: 'me',
      leaseTransitions: 0,
    })
    stop.abort()
    await running
    expect(signal.aborted).toBe(true)
    expect((await client.get(kinds.lease, ref)).spec).not.toHaveProperty('holderIdentity')
  })

  test('tells Events, once by name, and in a series', async () => {
    const { metadata } = await makePod('told')
    const source = { program: 'agent', instance: 'node-1' }
    await using recorder = new EventRecorder({ client, source, logger, ...parts })
    const { uid = '', name } = metadata
    const regarding = { apiVersion: 'v1', kind: 'Pod', namespace: kube.namespace, name, uid }
    const note = {
      regarding,
      type: 'Normal' as const,
      reason: 'Picked',
      action: 'PickNetwork',
      note: 'Picked a',
    }
    const outcomes = [
      await recorder.record({ ...note, once: 'd1' }),
      await recorder.record({ ...note, once: 'd1' }),
      await recorder.record(note),
      await recorder.record(note),
    ]
    expect(outcomes).toEqual(['done', 'done', 'done', 'done'])
    const { items } = await client.list(kinds.event, { namespace: kube.namespace })
    const ours = items.filter((event) => event['reportingController'] === 'cni-genie.io/agent')
    expect(ours.length).toBe(2)
    expect(ours.map(({ series }) => (series as { count?: number } | undefined)?.count).sort()).toEqual([
      2,
      undefined,
    ])
  })
})
