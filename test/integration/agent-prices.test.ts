import { writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PriceBookFile } from '../../agent/prices/price-book-file.ts'
import type { Decision } from '../../domain/decision.ts'
import type { PriceBook, PriceRate } from '../../domain/price-book.ts'
import { callApi, type ApiAnswer, type ApiCall } from '../support/call-api.ts'
import { ClusterNode } from '../support/cluster-node.ts'
import { priceRate } from '../support/price-rate.ts'

let node: ClusterNode
afterEach(() => node[Symbol.asyncDispose]())

const call = (path: string, asked: ApiCall = {}): Promise<ApiAnswer> =>
  callApi({ socketPath: node.at('http.sock') }, `/api/v1/prices${path}`, asked)
const post = (path: string, body: unknown, headers: ApiCall['headers'] = {}) =>
  call(path, { method: 'POST', body, headers })
const first = { 'if-none-match': '*' }

const rate = (network: string, price: string, over: Partial<PriceRate> = {}): PriceRate =>
  priceRate({ network, tiers: [{ price }], ...over })
const rates = [rate('calico', '0.2'), rate('flannel', '0.1'), rate('weave', '0.01')]

/** The decision for a pod that leaves the choice to a profile for which only the price counts. */
async function pick(podName: string): Promise<Decision | undefined> {
  const { decision } = await node.plan(podName, { annotations: { cni: '' } })
  return (await node.decisions()).find(({ id }) => id === decision)
}

const onlyPrice = {
  namespaceDefault: true,
  weights: Object.fromEntries(
    [
      'utilization',
      'latency',
      'loss',
      'responseTime',
      'applicationResponse',
      'dropRatio',
      'addressOccupancy',
      'occupancy',
    ]
      .map((kpi) => [kpi, 0])
      .concat([['price', 10]]),
  ) as Record<string, number>,
}
const saveProfile = (spec: object) =>
  callApi({ socketPath: node.at('http.sock') }, '/api/v1/profiles/default/cheap', {
    method: 'PUT',
    body: spec,
    headers: first,
  })

describe('an agent without a cluster', () => {
  beforeEach(async () => {
    node = await ClusterNode.open({ KUBECONFIG: '' })
  })

  test('prices pods by the book that the API has stored, and says by which version', async () => {
    await node.start()
    await saveProfile(onlyPrice)
    const before = await pick('a')
    expect([before?.chosen, before?.use]).toEqual(['calico', undefined])
    const added = await post('', { rates }, first)
    expect([added.status, added.headers['etag'], (added.body as PriceBook).version]).toEqual([201, '"1"', 1])
    const decision = await pick('b')
    expect(decision?.chosen).toBe('weave')
    expect(decision?.use).toMatchObject({ owner: 'default/Pod/b', basis: 'none', confidence: 0.3 })
    expect(
      decision?.candidates.map(({ network, cost }) => [network, cost?.version, cost?.perMonth.toFixed(2)]),
    ).toEqual([
      ['weave', 1, '0.10'],
      ['flannel', 1, '1.00'],
      ['calico', 1, '2.00'],
    ])
    await node.stop()
    await node.start()
    expect((await pick('c'))?.chosen).toBe('weave')
    expect((await call('')).body).toMatchObject({
      book: { version: 1 },
      versions: [{ version: 1, rates: 3 }],
    })
  })

  test('adds versions one after the other, and only to what was read', async () => {
    await node.start()
    expect((await post('', { rates })).status).toBe(428)
    expect((await post('', { rates }, { 'if-match': '"3"' })).status).toBe(412)
    expect((await post('', { rates }, first)).status).toBe(201)
    expect((await post('', { rates }, first)).body).toMatchObject({
      status: 412,
      title: 'Precondition Failed',
    })
    const both = await Promise.all(
      [1, 2].map(() => post('', { rates: rates.slice(1) }, { 'if-match': '"1"' })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412])
    expect((await call('')).headers['etag']).toBe('"2"')
    expect((await call('', { headers: { 'if-none-match': '"2"' } })).status).toBe(304)
    expect((await call('?version=1')).body).toMatchObject({ book: { version: 1, rates } })
    expect((await call('?version=9')).status).toBe(404)
    const audit = await callApi({ socketPath: node.at('http.sock') }, '/api/v1/audit?kind=PriceBook')
    expect(audit.body).toMatchObject({ changes: [{ name: 'v2' }, { name: 'v1', before: null }] })
  })

  test('refuses what makes no sense with all of its faults, and changes nothing', async () => {
    await node.start()
    const twice = [
      rate('weave', '1'),
      rate('weave', '2'),
      rate('weave', '1', { direction: 'ingress', currency: 'USD' }),
    ]
    const refused = await post('', { rates: twice }, first)
    expect(refused.status).toBe(422)
    expect(refused.headers['content-type']).toContain('application/problem+json')
    expect((refused.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual([
      '/rates/1',
      '/rates/2/currency',
    ])
    const nowhere = rate('weave', '1', { schedule: { timeZone: 'Mars/Base', from: '00:00', to: '01:00' } })
    expect((await post('/preview', { rates: [nowhere] })).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/rates/0/schedule/timeZone' }],
    })
    expect((await post('', { rates: [{ ...rate('weave', '-1') }] }, first)).status).toBe(400)
    const long = { ...first, 'content-length': '10000000', 'content-type': 'application/json' }
    expect((await post('', '{"csv":"', long)).status).toBe(413)
    expect((await call('')).body).toMatchObject({ book: { version: 0, rates: [] } })
  })

  test('tells what an import would change, and saves nothing', async () => {
    await node.start()
    await post('', { rates }, first)
    const csv = 'network,unit,price,currency,effectiveFrom\nweave,GB,0.5,EUR,2026-06-01T00:00:00Z\n'
    const preview = await post('/preview', { csv, add: true })
    expect(preview.body).toMatchObject({
      book: { version: 2 },
      changes: [
        { before: rates[2], after: { ...rates[2], effectiveTo: '2026-06-01T00:00:00.000Z' } },
        { after: { network: 'weave', tiers: [{ price: '0.5' }] } },
      ],
    })
    expect((await call('')).body).toMatchObject({ book: { version: 1 } })
  })

  test('tells what will count, and what pods are expected to cost', async () => {
    await node.start()
    const night = { timeZone: 'Europe/Berlin', from: '22:00', to: '06:00' }
    await post('', { rates: [rate('weave', '0.2'), rate('weave', '0.1', { schedule: night })] }, first)
    const [from, to] = [Date.parse('2026-07-01T12:00:00Z'), Date.parse('2026-07-02T12:00:00Z')]
    const { body } = await call(`/timeline?network=weave&from=${from}&to=${to}`)
    const { networks } = body as { networks: { spans: { egress: { any: PriceRate } }[] }[] }
    expect(networks[0]?.spans.map(({ egress }) => egress.any.tiers[0]?.price)).toEqual(['0.2', '0.1', '0.2'])
    expect((await call('/timeline?network=nowhere')).status).toBe(404)
    expect((await call(`/timeline?from=${to}&to=${from}`)).status).toBe(400)
    expect((await call('/expected?namespace=shop')).body).toMatchObject({ owners: [] })
  })

  test('reads a book from a file, keeps it where an edit makes no sense, and goes on from it', async () => {
    const path = node.at('prices.yaml')
    await writeFile(path, `version: 4\nrates: ${JSON.stringify(rates)}\n`)
    await node.start({ GENIE_PRICES: path })
    expect((await call('')).body).toMatchObject({ book: { version: 4, rates } })
    expect((await post('', { rates }, { 'if-match': '"4"' })).headers['etag']).toBe('"5"')
    const told: string[] = []
    const file = new PriceBookFile(path, { error: (...said: unknown[]) => told.push(said.join(' ')) })
    const before = file.books()
    await writeFile(path, 'version: 0\nrates: {}\n')
    expect([file.books(), file.books()]).toEqual([before, before])
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^Cannot use .*prices.yaml, so the prices before it stay: \/rates must be array/)
  })
})

test('on a cluster the newest PriceBook counts', async () => {
  node = await ClusterNode.open()
  const put = (version: number, price: string) =>
    node.api.seed({
      apiVersion: 'cni-genie.io/v1alpha1',
      kind: 'PriceBook',
      metadata: { name: `v${version}` },
      spec: { version, rates: [rate('weave', price)] },
    })
  put(1, '0.1')
  put(2, '0.2')
  put(9, '-9')
  await node.start()
  await node.plan('a', { annotations: { cni: '' } })
  await expect
    .poll(async () => (await call('')).body)
    .toMatchObject({ versions: [{ version: 2 }, { version: 1 }] })
})
