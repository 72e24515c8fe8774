import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Access } from '../../service-kit/access/access.ts'
import { openAccess } from '../../service-kit/access/open-access.ts'
import { buildHttpServer } from '../../service-kit/build-http-server.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { createLogger } from '../../service-kit/logger.ts'

const reading = 'r'.repeat(40)
const writing = 'w'.repeat(40)

let directory: string
let log: string[]
const servers: HttpServer[] = []
const logger = () => createLogger('debug', { write: (line: string) => log.push(line) })
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-access-'))
  log = []
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
  await rm(directory, { recursive: true })
})

const tokenFile = () => join(directory, 'tokens')
const writeTokens = async (text: string, mode = 0o600) => {
  await rm(tokenFile(), { force: true })
  await writeFile(tokenFile(), text, { mode })
}
const open = (settings: Partial<Parameters<typeof openAccess>[0]['settings']>, isLocalOpen = false) =>
  openAccess({
    settings: { GENIE_ACCESS: 'local', ...settings },
    isLocalOpen,
    ofCluster: null,
    logger: logger(),
  })
const byTokens = (reads?: 'on') =>
  open({ GENIE_ACCESS: 'tokens', GENIE_TOKENS: tokenFile(), ...(reads && { GENIE_OPEN_READS: reads }) })

/** A server with a route that reads and one that writes; the statuses of both for a caller. */
async function serve(access: Access) {
  const server = await buildHttpServer({
    logger: logger(),
    title: 'test',
    version: '0',
    hosts: ['genie.example'],
    access,
    metrics: () => Promise.resolve(''),
  })
  servers.push(server)
  server.get('/api/v1/things', { config: { access: { verb: 'list', resource: 'things' } } }, () => ({}))
  server.post('/api/v1/things', { config: { access: { verb: 'create', resource: 'things' } } }, () => ({}))
  server.get('/api/v1/undeclared', () => ({}))
  return async (remoteAddress: string, token?: string, more: Readonly<Record<string, string>> = {}) => {
    const headers = { host: 'genie.example', ...(token && { authorization: `Bearer ${token}` }), ...more }
    const url = '/api/v1/things'
    const { statusCode: read } = await server.inject({ url, remoteAddress, headers })
    const { statusCode: write } = await server.inject({
      method: 'POST',
      url,
      remoteAddress,
      headers,
      payload: {},
    })
    return [read, write]
  }
}

test('local: this machine may do all, others nothing, unless reads are open', async () => {
  const closed = await serve(await open({}))
  for (const here of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])
    expect(await closed(here)).toEqual([200, 200])
  for (const there of ['10.0.0.1', '::ffff:10.0.0.1', 'fe80::1', '128.0.0.1'])
    expect(await closed(there)).toEqual([401, 401])
  const opened = await serve(await open({}, true))
  expect(await opened('10.0.0.1')).toEqual([200, 403])
  const shut = await serve(await open({ GENIE_OPEN_READS: 'off' }, true))
  expect(await shut('10.0.0.1')).toEqual([401, 401])
})

test('local: a proxy on this machine speaks for somebody else', async () => {
  const call = await serve(await open({}))
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
    expect(await call('127.0.0.1', undefined, { [name]: '127.0.0.1' })).toEqual([401, 401])
})

test('tokens: each has its right, from anywhere, and none is needed where reads are open', async () => {
  await writeTokens(`# who may call\nben read ${reading}\n\nanna write ${writing}\n`)
  const call = await serve(await byTokens())
  for (const from of ['127.0.0.1', '10.0.0.1']) {
    expect(await call(from, reading)).toEqual([200, 403])
    expect(await call(from, writing)).toEqual([200, 200])
    expect(await call(from, `${writing}x`)).toEqual([401, 401])
    expect(await call(from)).toEqual([401, 401])
  }
  const opened = await serve(await byTokens('on'))
  expect(await opened('10.0.0.1')).toEqual([200, 401])
  expect(await opened('10.0.0.1', 'x'.repeat(40))).toEqual([401, 401])
})

test('tokens: a file that changes counts at once; one that others may read, or that is broken, lets nobody in', async () => {
  await writeTokens(`anna write ${writing}`)
  const call = await serve(await byTokens())
  await writeTokens(`anna write ${reading}`)
  expect([await call('10.0.0.1', writing), await call('10.0.0.1', reading)]).toEqual([
    [401, 401],
    [200, 200],
  ])
  await chmod(tokenFile(), 0o640)
  expect(await call('10.0.0.1', reading)).toEqual([401, 401])
  await chmod(tokenFile(), 0o600)
  expect(await call('10.0.0.1', reading)).toEqual([200, 200])
  await writeTokens(`anna root ${reading}`)
  expect(await call('10.0.0.1', reading)).toEqual([401, 401])
  await rm(tokenFile())
  expect(await call('10.0.0.1', reading)).toEqual([401, 401])
  const said = log.map((line) => (JSON.parse(line) as { msg: string }).msg)
  expect(said).toEqual([
    `Cannot use the tokens of ${tokenFile()}: others may read it: chmod 600`,
    `Cannot use the tokens of ${tokenFile()}: line 1 is not "name read|write token" with a token of 32 to 512 characters`,
    `Cannot use the tokens of ${tokenFile()}: ENOENT: no such file or directory, open '${tokenFile()}'`,
  ])
  expect(log.join('')).not.toContain(reading)
  await writeTokens('')
})

test.each([
  [{ GENIE_ACCESS: 'tokens' } as const, 'set GENIE_TOKENS to its path'],
  [{ GENIE_ACCESS: 'cluster' } as const, 'set KUBECONFIG, or another GENIE_ACCESS'],
  [
    { GENIE_ACCESS: 'tokens', GENIE_TOKENS: '/none/tokens' } as const,
    'Cannot use the tokens of /none/tokens',
  ],
])('a program does not start with %o', async (settings, sentence) => {
  await expect(open(settings)).rejects.toThrow(sentence)
})

test('a route that does not say what it asks is for those who may do everything', async () => {
  await writeTokens(`ben read ${reading}`)
  await serve(await byTokens())
  const [server] = servers
  const of = async (token: string) =>
    (await server?.inject({ url: '/api/v1/undeclared', headers: { authorization: `Bearer ${token}` } }))
      ?.statusCode
  expect([await of(reading), await of(writing)]).toEqual([200, 401])
  expect((await server?.inject({ url: '/api/v1/none' }))?.statusCode).toBe(404)
  expect((await server?.inject({ url: '/livez', remoteAddress: '10.0.0.1' }))?.statusCode).toBe(200)
})

test('whoever guesses tokens has thirty tries a minute, and then not even a right one helps', async () => {
  await writeTokens(`ben read ${reading}`)
  const call = await serve(await byTokens())
  for (let guess = 0; guess < 15; guess += 1)
    expect(await call('10.0.0.1', `${reading}${guess}`)).toEqual([401, 401])
  expect(await call('10.0.0.1', `${reading}x`)).toEqual([429, 429])
  expect(await call('10.0.0.2', reading)).toEqual([200, 403])
})
