import { afterEach, beforeEach, expect, test } from 'vitest'
import { nodeKpis } from '../../domain/kpi.ts'
import type { Decision } from '../../domain/decision.ts'
import { defaultProfile } from '../../domain/profile.ts'
import type {
  DecisionSensitivity,
  Ranking,
  SensitivityReport,
  WhatIfDecision,
  WhatIfReport,
} from '../../domain/what-if.ts'
import { buildSelector, type BuiltSelector } from '../../selector/build-selector.ts'
import { buildHttpServer } from '../../service-kit/build-http-server.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { makeBusySample, makeDecision } from '../support/store-records.ts'

let clock: ManualClock
let stores: Stores
let built: BuiltSelector
let server: HttpServer

const sample = (network: string, busyShare: number, addressesUsed: number) =>
  makeBusySample(network, busyShare, { at: clock.nowMs(), addressesUsed })

beforeEach(async () => {
  clock = new ManualClock()
  stores = await openSqliteStores(':memory:')
  built = buildSelector({
    node: 'genie-node',
    networks: () =>
      ['calico', 'weave'].map((name) => ({ name, plugins: [{ type: 'bridge' }], missingPlugin: null })),
    settings: () => ({}),
    measures: () => nodeKpis,
    profile: () => defaultProfile,
    decisions: stores.decisions,
    samples: stores.samples,
    sources: () => [],
    clock,
    onStoreFault: (error) => {
      throw error
    },
  })
  server = await buildHttpServer({
    logger: createLogger('silent'),
    title: 'test',
    version: '0',
    hosts: [],
    metrics: () => Promise.resolve(''),
  })
  built.addRoutes(server)
  // weave has the idle link, calico the free addresses
  built.selector.observe([sample('calico', 0.8, 5), sample('weave', 0.3, 220)], [])
})

afterEach(async () => {
  await server.close()
  await stores.close()
})

const post = async (url: string, payload: object) => {
  const answer = await server.inject({ method: 'POST', url, payload })
  return { status: answer.statusCode, body: answer.json<unknown>() }
}
const get = async (url: string) => {
  const answer = await server.inject({ url })
  return { status: answer.statusCode, body: answer.json<unknown>() }
}
const place = async (uid: string, namespace = 'shop') => {
  const pod = { namespace, name: uid, uid }
  return (await post('/api/v1/select', { pod, ifname: 'eth0' })).body as Decision
}

test('POST /api/v1/what-if tells how the last decisions would have gone by other weights', async () => {
  const made = [await place('u1'), await place('u2'), await place('u3', 'bank')]
  expect(made.map(({ chosen }) => chosen)).toEqual(['weave', 'weave', 'weave'])
  const weights = { utilization: 0, addressOccupancy: 10 }
  const { status, body } = await post('/api/v1/what-if', { weights })
  const report = body as WhatIfReport
  expect([status, report]).toMatchObject([
    200,
    {
      decisions: 3,
      compared: 3,
      changed: 3,
      moves: [{ from: 'weave', to: 'calico', decisions: 3 }],
      networks: [
        { network: 'calico', before: 0, after: 3 },
        { network: 'weave', before: 3, after: 0 },
      ],
      sample: [{ from: 'weave', to: 'calico' }, {}, {}],
    },
  ])
  expect(report.sample[0]?.reason).toMatch(/^calico: addresses \+/)
  const congestion = report.figures.find(({ kpi }) => kpi === 'utilization')
  expect(congestion?.after).toBeGreaterThan(congestion?.before ?? 1)
  const one = await post('/api/v1/what-if', { weights, last: 1, sample: 0, namespace: 'shop' })
  expect(one.body).toMatchObject({ decisions: 1, changed: 1, sample: [] })
  expect((await stores.decisions.page({ limit: 9 })).decisions).toHaveLength(3)
})

test('POST /api/v1/what-if takes a whole profile, with presets, answers and constraints', async () => {
  await place('u1')
  const denied = await post('/api/v1/what-if', { profile: { constraints: { deny: ['weave'] } } })
  expect(denied.body).toMatchObject({ changed: 1, moves: [{ from: 'weave', to: 'calico' }] })
  const none = await post('/api/v1/what-if', { profile: { constraints: { allow: [] } } })
  expect(none.body).toMatchObject({ changed: 1, refused: 1, moves: [{ from: 'weave', to: null }] })
  expect((await post('/api/v1/what-if', { profile: { preset: 'bulk' } })).status).toBe(200)
})

test.each([
  [{}, 'nothing is changed'],
  [{ weights: { utilization: -1 } }, 'must be >= 0'],
  [{ weights: { beauty: 3 } }, '/weights/beauty'],
  [
    { weights: Object.fromEntries(Object.keys(defaultProfile.weights).map((kpi) => [kpi, 0])) },
    'all of its weights are 0',
  ],
  [{ prices: { weave: -0.01 } }, 'must be >= 0'],
  [{ priceBook: { rates: [{ network: 'weave' }] } }, 'Cannot look back by this price book: /rates/0'],
  [{ weights: { price: 1 }, last: 10_001 }, 'must be <= 10000'],
  [{ profile: { sla: { mode: 'never' } } }, 'must'],
])('POST /api/v1/what-if refuses %j', async (request, why) => {
  await place('u1')
  const { status, body } = await post('/api/v1/what-if', request)
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain(why)
})

test('a body of 10 MB is refused, and names of any script are taken as names of nothing', async () => {
  expect((await post('/api/v1/what-if', { weights: {}, pod: 'x'.repeat(10_000_000) })).status).toBe(413)
  const unknown = await post('/api/v1/what-if', { prices: { 'сеть-网络': 1 }, namespace: 'пространство' })
  expect([unknown.status, unknown.body]).toMatchObject([200, { decisions: 0 }])
})

test('one decision: what if, how firm, and the same again', async () => {
  const { id } = await place('u1')
  const changed = await post(`/api/v1/decisions/${id}/what-if`, { weights: { utilization: 0 } })
  expect(changed.body as WhatIfDecision).toMatchObject({ id, from: 'weave', to: 'calico', isChanged: true })
  const { smallest, weights } = (await get(`/api/v1/decisions/${id}/sensitivity`)).body as DecisionSensitivity
  const [first] = weights
  expect(['utilization', 'headroom', 'addressOccupancy']).toContain(first?.kpi)
  const flipped = await post(`/api/v1/decisions/${id}/what-if`, {
    weights: { [smallest?.kpi ?? '']: smallest?.to },
  })
  expect(flipped.body).toMatchObject({ to: smallest?.network, isChanged: true })
  expect((await get(`/api/v1/decisions/${id}/replay`)).body).toMatchObject({ id, isSame: true, differs: [] })
  const all = (await post('/api/v1/what-if/sensitivity', {})).body as SensitivityReport
  expect(all.weights[0]).toMatchObject({ kpi: 'utilization', changedWithout: 1 })
})

test('a decision that is unknown is a 404, and one of an older algorithm a 422, by one sentence', async () => {
  await stores.decisions.insert(makeDecision({ id: 'old' }))
  for (const what of ['replay', 'sensitivity']) {
    expect((await get(`/api/v1/decisions/gone/${what}`)).status).toBe(404)
    expect(await get(`/api/v1/decisions/old/${what}`)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('Cannot make decision old again') as string },
    })
  }
})

test('POST /api/v1/networks/rank tells who would win now by a draft, and reserves nothing', async () => {
  const ranking = (await post('/api/v1/networks/rank', { weights: { utilization: 0, addressOccupancy: 10 } }))
    .body as Ranking
  expect(ranking).toMatchObject({ node: 'genie-node', picks: ['calico'], degraded: false })
  expect(ranking.candidates.map(({ reservedAttachments }) => reservedAttachments)).toEqual([0, 0])
  const both = await post('/api/v1/networks/rank', { picks: 2, profile: { preset: 'web' } })
  expect((both.body as Ranking).picks).toHaveLength(2)
  const nobody = await post('/api/v1/networks/rank', { profile: { constraints: { allow: [] } } })
  expect(nobody.status).toBe(409)
  expect((await post('/api/v1/networks/rank', { networks: ['gone'] })).status).toBe(409)
  expect((await post('/api/v1/networks/rank', { node: 'other' })).status).toBe(404)
  expect((await stores.decisions.page({ limit: 1 })).decisions).toEqual([])
})

test('GET /api/v1/decisions finds by time and outcome', async () => {
  const first = await place('u1')
  clock.advance(60_000)
  const second = await place('u2')
  await built.selector.settle(second.id, 'failed', 'no address')
  const ids = async (query: string) => {
    const { body } = await get(`/api/v1/decisions?${query}`)
    return (body as { decisions: Decision[] }).decisions.map(({ id }) => id)
  }
  expect(await ids(`from=${first.at + 1}`)).toEqual([second.id])
  expect(await ids(`to=${first.at + 1}`)).toEqual([first.id])
  expect(await ids('outcome=failed')).toEqual([second.id])
  expect((await get('/api/v1/decisions?outcome=lost')).status).toBe(400)
})
