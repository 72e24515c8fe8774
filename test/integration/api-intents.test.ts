import { mkdir, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kpis } from '../../domain/kpi.ts'
import { problemOf } from '../../service-kit/problem-of.ts'
import { callApi, type ApiAnswer, type ApiCall } from '../support/call-api.ts'
import { ClusterNode } from '../support/cluster-node.ts'

/** An agent without a cluster, asked over its unix socket. */
let node: ClusterNode
beforeEach(async () => {
  node = await ClusterNode.open({ KUBECONFIG: '' })
  await mkdir(node.at('nads'))
  await node.start({ GENIE_NAD_DIR: node.at('nads') })
})
afterEach(() => node[Symbol.asyncDispose]())

const call = (path: string, asked: ApiCall = {}): Promise<ApiAnswer> =>
  callApi({ socketPath: node.at('http.sock') }, `/api/v1${path}`, asked)
const put = (path: string, body: unknown, headers: ApiCall['headers'] = { 'if-none-match': '*' }) =>
  call(path, { method: 'PUT', body, headers })
const remove = (path: string, headers: ApiCall['headers'] = {}) => call(path, { method: 'DELETE', headers })
const only = (network: string) => ({ namespaceDefault: true, constraints: { allow: [network] } })

/** The network that the next pod gets if it leaves the choice, and by which profile. */
async function pick(podName: string): Promise<unknown> {
  const { decision } = await node.plan(podName, { annotations: { cni: '' } })
  const made = (await node.decisions()).find(({ id }) => id === decision)
  return [made?.chosen, made?.profile.name, made?.profile.version]
}

test('a profile that is saved decides the next pod, after a restart too, until it is removed', async () => {
  const saved = await put('/profiles/default/fast', only('weave'))
  expect([saved.status, saved.headers['etag']]).toEqual([201, '"1"'])
  expect(await pick('a')).toEqual(['weave', 'default/fast', 1])
  expect((await put('/profiles/default/fast', only('flannel'), { 'if-match': '"1"' })).status).toBe(200)
  expect(await pick('b')).toEqual(['flannel', 'default/fast', 2])
  await node.stop()
  await node.start()
  expect(await pick('c')).toEqual(['flannel', 'default/fast', 2])
  expect((await remove('/profiles/default/fast', { 'if-match': '"2"' })).status).toBe(204)
  expect(await pick('d')).toEqual(['calico', 'default', 1])
})

test('a write says which version it is meant for, and of two the second is late', async () => {
  const path = '/profiles/shop/web'
  expect((await put(path, {}, {})).status).toBe(428)
  expect((await put(path, {}, { 'if-match': '"1"' })).status).toBe(412)
  expect((await put(path, {}, { 'if-match': '*' })).status).toBe(412)
  expect((await put(path, { weights: { latency: 5 } })).status).toBe(201)
  expect((await put(path, {})).body).toMatchObject({ status: 412, title: 'Precondition Failed' })
  expect((await put(path, {}, { 'if-match': 'W/"1"' })).status).toBe(412)
  expect((await put(path, {}, { 'if-match': '"1"' })).headers['etag']).toBe('"2"')
  expect((await put(path, { weights: { price: 1 } }, { 'if-match': '*' })).headers['etag']).toBe('"3"')
  expect((await remove(path)).status).toBe(428)
  expect((await remove(path, { 'if-match': '"2"' })).status).toBe(412)
  expect((await remove(path, { 'if-match': '"3"' })).status).toBe(204)
  expect((await remove(path, { 'if-match': '"4"' })).status).toBe(404)
  expect((await put(path, {})).headers['etag']).toBe('"5"')
})

test('what was read already is not sent again', async () => {
  await put('/profiles/shop/web', { weights: { latency: 5 } })
  for (const path of ['/profiles/shop/web', '/profiles']) {
    const { headers } = await call(path)
    const again = await call(path, { headers: { 'if-none-match': headers['etag'] ?? '' } })
    expect([again.status, again.body]).toEqual([304, ''])
  }
  await put('/profiles/shop/web', {}, { 'if-match': '"1"' })
  expect((await call('/profiles/shop/web', { headers: { 'if-none-match': '"1"' } })).status).toBe(200)
})

test('profiles come page by page, and of one namespace', async () => {
  for (const name of ['c', 'a', 'b']) await put(`/profiles/shop/${name}`, {})
  await put('/profiles/bank/z', {})
  const { body: first } = await call('/profiles?limit=3')
  expect(first).toMatchObject({
    profiles: [
      { namespace: 'bank', name: 'z', version: 1, origin: 'api', spec: {} },
      { name: 'a' },
      { name: 'b' },
    ],
    next: 'shop/b',
  })
  expect((await call('/profiles?limit=3&after=shop/b')).body).toMatchObject({
    profiles: [{ name: 'c' }],
    next: null,
  })
  expect((await call('/profiles?namespace=bank')).body).toMatchObject({ profiles: [{ name: 'z' }] })
})

test('a profile is answered as it was written, and nothing is added to it', async () => {
  const spec = { weights: { latency: 8 }, sla: { mode: 'strict', maxLatencyMs: 20 } }
  const { body } = await put('/profiles/shop/web', spec)
  expect(body).toMatchObject({ version: 1 })
  expect((body as { spec: unknown }).spec).toEqual(spec)
  expect((await call('/profiles/shop/web')).body).toEqual(body)
  expect((await call('/profiles')).body).toEqual({ profiles: [body], next: null })
})

test.each([
  ['a negative weight', { weights: { latency: -1 } }, 400, '/weights/latency'],
  ['a weight that is too much', { weights: { latency: 11 } }, 400, '/weights/latency'],
  ['NaN, which JSON writes as null', { weights: { latency: NaN } }, 400, '/weights/latency'],
  ['a KPI that there is not', { weights: { speed: 1 } }, 400, '/weights/speed'],
  ['a member that there is not', { wieghts: {} }, 400, '/wieghts'],
  [
    'a selector that makes no sense',
    { podSelector: { matchExpressions: [{ key: 'app', operator: 'In' }] } },
    422,
    '',
  ],
])('%s is refused and named, and nothing is stored', async (_what, body, status, pointer) => {
  const refused = await put('/profiles/default/odd', body)
  expect([refused.status, refused.headers['content-type']]).toEqual([status, 'application/problem+json'])
  expect(refused.body).toMatchObject({
    type: 'about:blank',
    status,
    detail: expect.stringMatching(/^Cannot take /) as string,
    errors: [{ pointer, detail: expect.any(String) as string }],
  })
  expect((await call('/profiles')).body).toEqual({ profiles: [], next: null })
})

test('weights that are all zero are refused with the reason', async () => {
  const weights = Object.fromEntries(kpis.map((kpi) => [kpi, 0]))
  const refused = await put('/profiles/default/none', { weights })
  expect([refused.status, (refused.body as { detail: string }).detail]).toEqual([
    422,
    'Cannot take SelectionProfile default/none: all of its weights are 0: give one of them a weight',
  ])
})

test('all faults of a body are told at once', async () => {
  const refused = await put('/profiles/default/odd', { weights: { latency: -1, price: 'x' }, nothing: 1 })
  const { errors } = refused.body as { errors: { pointer: string }[] }
  expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual([
    '/nothing',
    '/weights/latency',
    '/weights/price',
  ])
})

test.each(['..%2f..%2fetc', '%2e%2e', 'a%00b', 'UPPER', 'сеть', 'a'.repeat(64), '-a', 'a b'])(
  'no namespace is called %s',
  async (namespace) => {
    const path = `/profiles/${encodeURI(decodeURIComponent(namespace)).replaceAll('/', '%2f').replace('..', '%2e%2e')}/web`
    const { status } = await put(path, {})
    expect([400, 404]).toContain(status)
    expect((await call('/profiles')).body).toEqual({ profiles: [], next: null })
  },
)

test('what a file defines is shown, counts first, and is changed there', async () => {
  const manifest = (spec: object) =>
    JSON.stringify({
      apiVersion: 'cni-genie.io/v1alpha1',
      kind: 'SelectionProfile',
      metadata: { namespace: 'default', name: 'fast' },
      spec,
    })
  expect((await put('/profiles/default/fast', only('weave'))).status).toBe(201)
  await writeFile(node.at('nads/fast.json'), manifest(only('flannel')))
  expect(await pick('a')).toEqual(['flannel', 'default/fast', 0])
  expect((await call('/profiles')).body).toMatchObject({ profiles: [{ origin: 'file', version: 0 }] })
  expect((await put('/profiles/default/fast', {}, { 'if-match': '"1"' })).body).toEqual(
    problemOf(
      409,
      'Cannot write SelectionProfile default/fast as a file of this machine defines it: change it there',
    ),
  )
})

test("an operator's settings of a network count at once", async () => {
  const path = '/networks/calico/settings'
  expect((await call(path)).status).toBe(404)
  const written = await put(path, { capacity: { bitsPerSecond: 1e9 }, namespaces: ['bank'] })
  expect([written.status, written.body]).toEqual([
    201,
    {
      network: 'calico',
      version: 1,
      origin: 'api',
      settings: { capacity: { bitsPerSecond: 1e9 }, namespaces: ['bank'] },
    },
  ])
  expect((await pick('a')) as unknown[]).not.toContain('calico')
  const anchors = { latency: { good: 5, bad: 1 } }
  expect((await put(path, { anchors }, { 'if-match': '"1"' })).body).toMatchObject({
    status: 422,
    detail:
      'Cannot take Network calico: its anchors of latency are good at 5 and bad at 1: good has to be less',
  })
  expect((await put(path, { nad: { namespace: 'a', name: 'b' } }, { 'if-match': '"1"' })).status).toBe(400)
  expect((await remove(path, { 'if-match': '"1"' })).status).toBe(204)
  expect((await pick('b')) as unknown[]).toContain('calico')
})

test('it is told who has changed what', async () => {
  await put('/profiles/shop/web', { weights: { latency: 5 } })
  await put('/networks/calico/settings', { mtu: 1_400 })
  await put('/profiles/shop/web', { weights: { latency: 9 } }, { 'if-match': '"1"' })
  const { body } = await call('/audit?limit=2')
  expect(body).toMatchObject({
    changes: [
      {
        by: 'system:local',
        kind: 'SelectionProfile',
        namespace: 'shop',
        name: 'web',
        version: 2,
        before: { weights: { latency: 5 } },
        after: { weights: { latency: 9 } },
      },
      { kind: 'Network', name: 'calico', before: null, after: { conf: 'calico', mtu: 1_400 } },
    ],
  })
  const { next } = body as { next: string }
  expect((await call(`/audit?limit=2&before=${next}`)).body).toMatchObject({
    changes: [{ version: 1 }],
    next: null,
  })
  expect((await call('/audit?kind=Network')).body).toMatchObject({ changes: [{ name: 'calico' }] })
})

test('one caller changes things sixty times a minute at most', async () => {
  const answers = []
  for (let count = 0; count < 61; count += 1) answers.push((await put('/profiles/shop/web', {}, {})).status)
  expect([answers.slice(0, 60).every((status) => status === 428), answers[60]]).toEqual([true, 429])
})
