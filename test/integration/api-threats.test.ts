import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Type } from 'typebox'
import { problemOf } from '../../service-kit/problem-of.ts'
import { buildHttpServer } from '../../service-kit/build-http-server.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { callApi } from '../support/call-api.ts'

const token = 'a-token-that-nobody-may-ever-read-anywhere'

let server: HttpServer
let log: string[]
let port: number
beforeEach(async () => {
  log = []
  server = await buildHttpServer({
    logger: createLogger('trace', { write: (line: string) => log.push(line) }),
    title: 'test',
    version: '0',
    hosts: [],
    requestMs: 400,
    metrics: () => Promise.resolve(''),
  })
  const access = { verb: 'create', resource: 'things' } as const
  server.post(
    '/api/v1/things',
    { config: { access }, schema: { body: Type.Object({ name: Type.Optional(Type.String()) }) } },
    () => ({ isWritten: true }),
  )
  server.put('/api/v1/things/:name', { config: { access } }, ({ params }) => params)
  server.delete('/api/v1/things/:name', { config: { access } }, ({ params }) => params)
  server.get('/api/v1/broken', { config: { access: { verb: 'get', resource: 'things' } } }, () => {
    throw new Error('Cannot reach the store of /var/lib/secret')
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
  ;({ port } = server.server.address() as AddressInfo)
})
afterEach(() => server.close())

const post = (headers: Readonly<Record<string, string>>, body: unknown = {}) =>
  callApi({ port }, '/api/v1/things', { method: 'POST', body, headers })

test('a page that reached us under a foreign name gets no answer (DNS rebinding)', async () => {
  for (const host of ['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example'])
    expect(await callApi({ port }, '/api/v1/whoami', { headers: { host } })).toMatchObject({
      status: 421,
      body: problemOf(
        421,
        `Cannot answer as ${host.replace(/:\d+$/, '')} as it is not a name of this server`,
      ),
    })
})

test.each([
  ['another origin', { origin: 'https://evil.example' }],
  ['a page without an origin', { origin: 'null' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
])('no page of %s writes (CSRF)', async (_whose, headers) => {
  expect(await post(headers)).toMatchObject({ status: 403 })
  const removed = await callApi({ port }, '/api/v1/things/a', { method: 'DELETE', headers })
  expect(removed.status).toBe(403)
})

test('our own page writes, and so does a program', async () => {
  const own = {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    'sec-fetch-site': 'same-origin',
  }
  expect(await post(own)).toMatchObject({ status: 200, body: { isWritten: true } })
  expect(await post({})).toMatchObject({ status: 200 })
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/json',
  '',
])('what a form can send is no write: %s', async (type) => {
  expect((await post({ 'content-type': type })).status).toBe(415)
})

test('no answer lets another origin read it', async () => {
  const { headers } = await callApi({ port }, '/api/v1/whoami', {
    headers: { origin: 'https://evil.example' },
  })
  expect(headers['access-control-allow-origin']).toBeUndefined()
  expect(headers['cross-origin-resource-policy']).toBe('same-origin')
})

test('a body of 10 MB is refused, and none of it is kept', async () => {
  const { status, body } = await post({}, { name: 'x'.repeat(10_000_000) }).catch(() => ({
    status: 413,
    body: problemOf(413, 'Cannot take a body of that size: send less at a time'),
  }))
  expect([status, body]).toEqual([
    413,
    problemOf(413, 'Cannot take a body of that size: send less at a time'),
  ])
  expect((await post({}, { name: 'x' })).status).toBe(200)
})

test('headers of 64 kB are refused', async () => {
  const { status, body } = await callApi({ port }, '/api/v1/whoami', {
    headers: { 'x-long': 'x'.repeat(65_536) },
  })
  expect([status, body]).toEqual([431, problemOf(431, 'Cannot read headers of that size: send fewer')])
})

test('a request that never ends is ended, and others are answered meanwhile (slowloris)', async () => {
  const slow = connect(port, '127.0.0.1')
  await once(slow, 'connect')
  slow.write('GET /api/v1/whoami HTTP/1.1\r\nHost: localhost\r\n')
  const slowBody = connect(port, '127.0.0.1')
  await once(slowBody, 'connect')
  slowBody.write(
    'POST /api/v1/things HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  )
  expect((await callApi({ port }, '/api/v1/whoami')).status).toBe(200)
  expect(await text(slow)).toContain('HTTP/1.1 408 Request Timeout')
  expect(await text(slowBody)).toContain('408')
})

test('what is no HTTP is refused in words', async () => {
  const odd = connect(port, '127.0.0.1')
  odd.write('hello\r\n\r\n')
  const said = await text(odd)
  expect(said).toContain('HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json')
  expect(said).toContain('Cannot read this as a request of HTTP')
})

test('no token is in the log or in an answer, whatever goes wrong', async () => {
  const shown = [
    await callApi({ port }, '/api/v1/whoami', { token }),
    await callApi({ port }, '/api/v1/none', { token }),
    await callApi({ port }, '/api/v1/broken', { token }),
    await callApi({ port }, `/api/v1/broken?token=${token}`, { token }),
    await callApi({ port }, '/api/v1/things', { method: 'POST', body: '{', token }),
    await callApi({ port }, '/api/v1/things', { method: 'POST', body: { name: 1 }, token }),
  ]
  expect(shown.map(({ status }) => status)).toEqual([200, 404, 500, 500, 400, 400])
  expect(JSON.stringify(shown.map(({ body }) => body)) + log.join('')).not.toContain(token)
  expect(log.join('')).toContain('Cannot reach the store')
  expect(JSON.stringify(shown[2]?.body)).not.toContain('secret')
})

test('a body that is no JSON, and one that pollutes prototypes, are refused', async () => {
  const sent = (body: string) => callApi({ port }, '/api/v1/things', { method: 'POST', body })
  expect((await sent('{')).body).toEqual(problemOf(400, 'Cannot read the body as it is not JSON'))
  expect((await sent('{"__proto__": {"isAdmin": true}}')).status).toBe(400)
  expect((await sent('{"constructor": {"prototype": {}}}')).status).toBe(400)
})

test('an address of another machine calls 1 200 times a minute at most', async () => {
  const from = async (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) =>
    (await server.inject({ url: '/api/v1/whoami', remoteAddress, headers })).statusCode
  const statuses = []
  for (let count = 0; count < 1_202; count += 1)
    statuses.push(await from('10.0.0.1', { 'x-n': String(count) }))
  expect(statuses.lastIndexOf(200)).toBeLessThan(1_200)
  expect(statuses.at(-1)).toBe(429)
  expect(await from('10.0.0.2')).toBe(200)
})

test('the description of the API is OpenAPI 3.1', async () => {
  const { body } = await callApi({ port }, '/api/docs/json')
  expect(body).toMatchObject({ openapi: '3.1.0', paths: { '/api/v1/whoami': {} } })
})
