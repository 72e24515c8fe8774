import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WatchedEvent } from '../support/kube-backends/kube-requests.ts'
import { geniePod } from '../support/genie-pod.ts'
import { kubeName, KubeUnderTest } from '../support/kube-under-test.ts'

describe(`Watches of the Kubernetes API, ${kubeName}`, () => {
  let kube: KubeUnderTest
  const pods = (query = '') => `${kube.path('v1', 'pods')}${query}`
  const version = async () => (await kube.admin.get(pods('?limit=1'))).body.metadata.resourceVersion

  /** The events from a version on until there are so many. */
  async function events(query: string, count: number, accept = 'application/json'): Promise<WatchedEvent[]> {
    const seen: WatchedEvent[] = []
    for await (const event of kube.admin.watch(pods(`?watch=true&timeoutSeconds=20&${query}`), { accept })) {
      seen.push(event)
      if (seen.length === count) break
    }
    return seen
  }

  const told = (seen: readonly WatchedEvent[]) =>
    seen.map(({ type, object }) => `${type} ${object.metadata.name}`)

  beforeAll(async () => {
    kube = await KubeUnderTest.open()
  }, 120_000)
  afterAll(() => kube[Symbol.asyncDispose]())

  test('tell what was made, changed and taken away since a version, in order', async () => {
    const since = await version()
    await kube.admin.post(pods(), geniePod('genie-a'))
    await kube.admin.patch(pods('/genie-a'), 'merge', { metadata: { labels: { x: 'y' } } })
    await kube.admin.delete(pods('/genie-a?gracePeriodSeconds=0'))
    const seen = await events(`resourceVersion=${since}`, 3)
    expect(told(seen)).toEqual(['ADDED genie-a', 'MODIFIED genie-a', 'DELETED genie-a'])
    const versions = seen.map(({ object }) => Number(object.metadata.resourceVersion))
    expect(versions).toEqual([...versions].sort((one, other) => one - other))
    expect(new Set(versions).size).toBe(3)
  })

  test('tell what comes while they are open', async () => {
    const open = events(`resourceVersion=${await version()}`, 1)
    await kube.create(pods(), geniePod('genie-b'))
    expect(told(await open)).toEqual(['ADDED genie-b'])
  })

  test('tell an object as new and as gone when the selector begins and ceases to hold', async () => {
    const since = await version()
    await kube.create(pods(), geniePod('genie-c'))
    await kube.admin.patch(pods('/genie-c'), 'merge', { metadata: { labels: { role: 'x' } } })
    await kube.admin.patch(pods('/genie-c'), 'merge', { metadata: { annotations: { a: 'b' } } })
    await kube.admin.patch(pods('/genie-c'), 'merge', { metadata: { labels: { role: null } } })
    const seen = await events(`resourceVersion=${since}&labelSelector=role%3Dx`, 3)
    expect(told(seen)).toEqual(['ADDED genie-c', 'MODIFIED genie-c', 'DELETED genie-c'])
  })

  test('follow the node of pods', async () => {
    const since = await version()
    await kube.create(pods(), geniePod('genie-d', { spec: { nodeName: 'genie-w1' } }))
    await kube.create(pods(), geniePod('genie-e', { spec: { nodeName: 'genie-w2' } }))
    const seen = await events(`resourceVersion=${since}&fieldSelector=spec.nodeName%3Dgenie-w2`, 1)
    expect(told(seen)).toEqual(['ADDED genie-e'])
  })

  test('without a version begin with what there is', async () => {
    await kube.create(pods(), geniePod('genie-f', { metadata: { labels: { only: 'f' } } }))
    expect(told(await events('labelSelector=only%3Df', 1))).toEqual(['ADDED genie-f'])
  })

  test('of metadata alone carry nothing else', async () => {
    const since = await version()
    await kube.create(pods(), geniePod('genie-g'))
    const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
    const [event] = await events(`resourceVersion=${since}`, 1, accept)
    expect(Object.keys(event?.object ?? {}).sort()).toEqual(['apiVersion', 'kind', 'metadata'])
    expect(event?.object['kind']).toBe('PartialObjectMetadata')
  })

  test('end when their time is over, having told the version in a bookmark if that is wanted', async () => {
    const query = `?watch=1&allowWatchBookmarks=true&timeoutSeconds=3&resourceVersion=${await version()}`
    const seen: WatchedEvent[] = []
    for await (const event of kube.admin.watch(pods(query))) seen.push(event)
    expect(seen.map(({ type }) => type)).toContain('BOOKMARK')
    expect(Number(seen.at(-1)?.object.metadata.resourceVersion)).toBeGreaterThan(0)
  }, 30_000)

  test('from a version that was forgotten are told so in the stream', async () => {
    if (kubeName === 'in memory') kube.memory.compact()
    const [event] = await events('resourceVersion=1', 1)
    expect(event).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired', kind: 'Status' } })
  })
})
