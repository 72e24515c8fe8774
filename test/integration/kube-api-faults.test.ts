import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { WatchedEvent } from '../support/kube-backends/kube-requests.ts'
import { geniePod } from '../support/genie-pod.ts'
import { KubeUnderTest, onlyInMemory } from '../support/kube-under-test.ts'

describe.skipIf(onlyInMemory !== '')(`Faults of the Kubernetes API on demand${onlyInMemory}`, () => {
  let kube: KubeUnderTest
  const pods = (query = '') => `${kube.path('v1', 'pods')}${query}`
  const faults = () => kube.memory.faults

  beforeEach(async () => {
    kube = await KubeUnderTest.open({ bookmarkEveryMs: 50 })
    kube.memory.counts.reset()
  })
  afterEach(() => kube[Symbol.asyncDispose]())

  test('so many answers are refused, the next is right', async () => {
    faults().add({ verb: 'list', resource: 'pods', times: 2, fault: { kind: 'status', code: 500 } })
    const codes = []
    for (let n = 0; n < 3; n += 1) codes.push((await kube.admin.get(pods())).code)
    expect(codes).toEqual([500, 500, 200])
  })

  test('a 429 says when to come again', async () => {
    faults().add({ path: '/pods', fault: { kind: 'status', code: 429, retryAfterSeconds: 7 } })
    const { code, headers, body } = await kube.admin.get(pods())
    expect({ code, after: headers['retry-after'] }).toEqual({ code: 429, after: '7' })
    expect(body).toMatchObject({ reason: 'TooManyRequests', details: { retryAfterSeconds: 7 } })
  })

  test('a request can hang, or be closed before it is answered', async () => {
    faults().add({ verb: 'list', times: 1, fault: { kind: 'hang' } })
    await expect(fetch(new URL(pods(), kube.url), { signal: AbortSignal.timeout(200) })).rejects.toThrow()
    faults().add({ verb: 'list', times: 1, fault: { kind: 'close' } })
    await expect(kube.admin.get(pods())).rejects.toThrow()
    expect((await kube.admin.get(pods())).code).toBe(200)
  })

  test('an answer can be lost although the work is done', async () => {
    faults().add({ verb: 'create', times: 1, fault: { kind: 'lost-answer' } })
    await expect(kube.admin.post(pods(), geniePod('genie-lost'))).rejects.toThrow()
    expect((await kube.admin.get(pods('/genie-lost'))).code).toBe(200)
  })

  test('a body can break off, and be no JSON', async () => {
    faults().add({ verb: 'list', times: 1, fault: { kind: 'half-body' } })
    await expect(kube.admin.get(pods())).rejects.toThrow()
    faults().add({ verb: 'list', times: 1, fault: { kind: 'rubbish' } })
    await expect(kube.admin.get(pods())).rejects.toThrow(SyntaxError)
  })

  test('a slow answer is right all the same', async () => {
    faults().add({ verb: 'list', fault: { kind: 'slow', ms: 60 } })
    const before = performance.now()
    expect((await kube.admin.get(pods())).code).toBe(200)
    expect(performance.now() - before).toBeGreaterThan(50)
  })

  async function watched(query = ''): Promise<WatchedEvent[]> {
    const seen: WatchedEvent[] = []
    for await (const event of kube.admin.watch(pods(`?watch=true&timeoutSeconds=1${query}`))) seen.push(event)
    return seen
  }

  test('a watch breaks in the middle of a line after so many events', async () => {
    await kube.create(pods(), geniePod('genie-a'))
    await kube.create(pods(), geniePod('genie-b'))
    faults().add({ verb: 'watch', times: 1, fault: { kind: 'cut', afterEvents: 1 } })
    await expect(watched()).rejects.toThrow()
    expect((await watched()).map(({ object }) => object.metadata.name)).toEqual(['genie-a', 'genie-b'])
  })

  test('a watch can be silent: no events, no bookmarks', async () => {
    faults().add({ verb: 'watch', times: 1, fault: { kind: 'silent' } })
    await kube.create(pods(), geniePod('genie-a'))
    expect(await watched('&allowWatchBookmarks=true')).toEqual([])
    expect((await watched('&allowWatchBookmarks=true')).length).toBeGreaterThan(2)
  })

  test('a watch can be told that its version is too old, as an event or as the answer', async () => {
    faults().add({ verb: 'watch', times: 1, fault: { kind: 'expired' } })
    expect((await watched()).at(-1)).toMatchObject({ type: 'ERROR', object: { code: 410 } })
    faults().add({ verb: 'watch', times: 1, fault: { kind: 'status', code: 410 } })
    expect((await kube.admin.get(pods('?watch=1'))).code).toBe(410)
  })

  test('a continued list from before a compaction has to begin anew', async () => {
    for (const name of ['genie-a', 'genie-b', 'genie-c']) await kube.create(pods(), geniePod(name))
    const first = await kube.admin.get(pods('?limit=1'))
    kube.memory.compact()
    const next = encodeURIComponent(String(first.body.metadata['continue']))
    const second = await kube.admin.get(pods(`?limit=1&continue=${next}`))
    expect({ code: second.code, reason: second.body['reason'] }).toEqual({ code: 410, reason: 'Expired' })
  })

  test('the server goes away and comes back on the same port, with all that it had', async () => {
    await kube.create(pods(), geniePod('genie-a'))
    await kube.memory.goAway()
    await expect(kube.admin.get(pods())).rejects.toThrow()
    await expect(kube.admin.get(pods())).rejects.toThrow('ECONNREFUSED')
    await kube.memory.comeBack()
    expect((await kube.admin.get(pods('/genie-a'))).code).toBe(200)
  })

  test('every request is counted by what it is', async () => {
    await kube.admin.get(pods())
    await kube.admin.get(pods('/genie-x'))
    await watched()
    const { counts } = kube.memory
    expect([
      counts.of({ verb: 'list' }),
      counts.of({ verb: 'watch', resource: 'pods' }),
      counts.of(),
    ]).toEqual([1, 1, 3])
    expect(counts.all.map(({ verb, name, code }) => [verb, name, code])).toEqual([
      ['list', '', 200],
      ['get', 'genie-x', 404],
      ['watch', '', 200],
    ])
  })

  test('a watch that is left is closed on the server too', async () => {
    const watch = kube.admin.watch(pods('?watch=1'))
    await kube.create(pods(), geniePod('genie-a'))
    await watch.next()
    expect(kube.memory.openWatches).toBe(1)
    await watch.return(undefined)
    await vi.waitUntil(() => kube.memory.openWatches === 0)
  })

  test('5 000 pods are listed within a second, and by node in a few milliseconds', async () => {
    const namespace = 'genie-many'
    for (let n = 0; n < 5_000; n += 1)
      kube.memory.seed({
        ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: `genie-${n}`, namespace } },
        spec: { nodeName: `genie-n${n % 50}`, containers: [{ name: 'main', image: 'genie.invalid/none' }] },
      })
    const began = performance.now()
    const { body } = await kube.admin.get('/api/v1/pods')
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(body['items']).toHaveLength(5_000)
    const ofNode = await kube.admin.get('/api/v1/pods?fieldSelector=spec.nodeName%3Dgenie-n7')
    expect(ofNode.body['items']).toHaveLength(100)
  })
})
