import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HistoryPoint } from '../../domain/network-history.ts'
import { addHistoryRoutes } from '../../selector/routes/history-routes.ts'
import { buildHttpServer } from '../../service-kit/build-http-server.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { createLogger } from '../../service-kit/logger.ts'
import type { HistoryQuery } from '../../store/sample-store.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { hourMs, minuteMs, startMs } from '../support/store-contract/passing-time.ts'
import { makeNetworkSample } from '../support/store-records.ts'

const nowMs = startMs + 2 * hourMs

let stores: Stores
let server: HttpServer
beforeEach(async () => {
  stores = await openSqliteStores(':memory:')
  const samples = Array.from({ length: 121 }, (_, minutes) =>
    makeNetworkSample({ at: startMs + minutes * minuteMs, ingressBitsPerSecond: minutes }),
  )
  await stores.samples.append([...samples, makeNetworkSample({ network: 'removed', at: startMs })], [])
  server = await buildHttpServer({
    ...{ logger: createLogger('silent'), title: 'test', version: '0', hosts: [] },
    metrics: () => Promise.resolve(''),
  })
  const history = {
    sumsUp: false,
    of: (_node: string | undefined, query: HistoryQuery) => stores.samples.history(query),
    networks: () => ['calico', 'new one'],
  }
  addHistoryRoutes(server, { history, clock: new ManualClock(nowMs) })
})
afterEach(async () => {
  await server.close()
  await stores.close()
})

async function ask(network: string, query = '') {
  const { statusCode, body } = await server.inject(`/api/v1/networks/${network}/history${query}`)
  return { statusCode, body: JSON.parse(body) as Record<string, unknown> & { points: HistoryPoint[] } }
}

test('the history of a network is its last hour, as finely as that is kept', async () => {
  const { statusCode, body } = await ask('calico')
  expect(statusCode).toBe(200)
  const { points, ...span } = body
  expect(span).toEqual({ network: 'calico', from: nowMs - hourMs, to: nowMs, resolution: 'raw' })
  expect(points.map(({ at }) => at)).toEqual(
    Array.from({ length: 60 }, (_, minutes) => startMs + hourMs + minutes * minuteMs),
  )
  expect(points[0]?.figures.ingressBitsPerSecond).toEqual({ min: 60, max: 60, p50: 60, p95: 60, count: 1 })
  expect(points[0]?.figures.latencyP95Ms).toBeNull()
})

test('a longer one comes in minutes or hours, or as asked', async () => {
  expect((await ask('calico', `?from=${startMs}`)).body).toMatchObject({ resolution: 'minute' })
  expect((await ask('calico', `?from=${startMs - 24 * hourMs}`)).body).toMatchObject({ resolution: 'hour' })
  const { body } = await ask('calico', `?from=${startMs}&resolution=hour`)
  expect(body.points.map(({ at, figures }) => [at, figures.ingressBitsPerSecond])).toEqual([
    [startMs, { min: 0, max: 59, p50: 29, p95: 56, count: 60 }],
    [startMs + hourMs, { min: 60, max: 119, p50: 89, p95: 116, count: 60 }],
  ])
})

test('the newest points come where the limit cuts', async () => {
  const { body } = await ask('calico', `?from=${startMs}&to=${startMs + hourMs}&limit=2`)
  expect(body.points.map(({ at }) => at)).toEqual([startMs + 58 * minuteMs, startMs + 59 * minuteMs])
})

test('a network without a sample has an empty history, and one that is gone has what there was', async () => {
  expect(await ask('new%20one')).toMatchObject({ statusCode: 200, body: { network: 'new one', points: [] } })
  const gone = await ask('removed', `?from=${startMs}`)
  expect(gone).toMatchObject({ statusCode: 200, body: { points: [{ at: startMs }] } })
})

test('a network that nobody knows is not found', async () => {
  expect(await ask('nobody')).toMatchObject({
    statusCode: 404,
    body: {
      message: 'Cannot answer the history of nobody as there is none: this node has calico, new one',
    },
  })
})

test.each([
  `?from=${startMs}&to=${startMs}`,
  '?from=-1',
  '?to=9e15',
  '?resolution=day',
  '?limit=0',
  '?limit=2001',
  '?from=yesterday',
])('%s is refused', async (query) => {
  const { statusCode, body } = await ask('calico', query)
  expect([statusCode, typeof body['message']]).toEqual([400, 'string'])
})
