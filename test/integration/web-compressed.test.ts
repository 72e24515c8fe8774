import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildHttpServer } from '../../service-kit/build-http-server.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { servePage } from '../../service-kit/serve-page.ts'
import { builtPage } from '../support/web/built-page.ts'

let built: string
let server: HttpServer
let files: readonly string[]
beforeAll(async () => {
  built = await builtPage()
  // The manifest in a folder with a dot is no part of the page.
  files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^[^.].*\.\w+$/.test(file),
  )
  server = await buildHttpServer({
    logger: createLogger('silent'),
    title: 'test',
    version: '0',
    hosts: [],
    metrics: () => Promise.resolve(''),
  })
  await servePage(server, built)
  await server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await server.close()
})

const contentOf = (file: string) => readFileSync(join(built, file))
/** The largest script, and a file that is too small to be compressed. */
const script = () =>
  files
    .filter((file) => file.endsWith('.js'))
    .reduce((one, other) => (contentOf(one).length > contentOf(other).length ? one : other))
const small = 'favicon.svg'

/** Asks for a path as it is written, and answers what came over the wire. */
async function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  const { port } = server.server.address() as AddressInfo
  const asked = request({ port, path, method, headers, agent: false })
  asked.end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) }
}
const taking = (encoding: string) => ({ 'accept-encoding': encoding })

test('every file of text above a kilobyte lies compressed beside itself, twice, and says the same', () => {
  const texts = files.filter((file) => /\.(html|js|css|svg)$/.test(file))
  const larger = texts.filter((file) => contentOf(file).length >= 1_024)
  expect(larger.length).toBeGreaterThan(10)
  for (const file of larger) {
    expect(brotliDecompressSync(contentOf(`${file}.br`)).equals(contentOf(file))).toBe(true)
    expect(gunzipSync(contentOf(`${file}.gz`)).equals(contentOf(file))).toBe(true)
    expect(contentOf(`${file}.br`).length).toBeLessThan(contentOf(`${file}.gz`).length)
  }
  const compressed = files.filter((file) => /\.(br|gz)$/.test(file)).map((file) => file.slice(0, -3))
  expect(new Set(compressed)).toEqual(new Set(larger))
})

test.each([
  ['gzip, deflate, br, zstd', 'br', '.br', brotliDecompressSync],
  ['br;q=0.5, gzip', 'gzip', '.gz', gunzipSync],
  ['gzip', 'gzip', '.gz', gunzipSync],
  ['*', 'gzip', '.gz', gunzipSync],
])('to who takes %s the file is sent as %s, as the build wrote it', async (taken, encoding, end, unpack) => {
  const file = script()
  const plain = await ask(`/${file}`)
  const { status, headers, body } = await ask(`/${file}`, taking(taken))
  expect(status).toBe(200)
  expect(body.equals(contentOf(file + end))).toBe(true)
  expect(unpack(body).equals(plain.body)).toBe(true)
  expect(headers).toMatchObject({
    'content-encoding': encoding,
    'content-type': plain.headers['content-type'],
    'content-length': String(body.length),
    'cache-control': plain.headers['cache-control'],
    vary: 'accept-encoding',
    'content-security-policy': plain.headers['content-security-policy'],
  })
  expect(headers.etag).not.toBe(plain.headers.etag)
  const head = await ask(`/${file}`, taking(taken), 'HEAD')
  const { date: _now, ...told } = headers
  expect([head.status, head.body.length]).toEqual([200, 0])
  expect(head.headers).toMatchObject(told)
})

test.each([
  ['nothing', {}],
  ['identity', taking('identity')],
  ['no gzip and no brotli', taking('gzip;q=0, br;q=0')],
  ['none of all', taking('identity, *;q=0')],
  ['what is not there', taking('zstd, compress')],
  ['an empty list', taking('')],
])('to who takes %s the file is sent as it is', async (_taken, headers) => {
  const file = script()
  const answer = await ask(`/${file}`, headers)
  expect(answer.status).toBe(200)
  expect(answer.body.equals(contentOf(file))).toBe(true)
  expect(answer.headers['content-encoding']).toBeUndefined()
  expect(answer.headers).toMatchObject({
    vary: 'accept-encoding',
    'content-length': String(contentOf(file).length),
  })
})

test('what is too small to be compressed comes as it is, also to who takes more, and the page itself compressed', async () => {
  const { headers, body } = await ask(`/${small}`, taking('br'))
  expect([headers['content-encoding'], headers['content-type']]).toEqual([undefined, 'image/svg+xml'])
  expect(body.equals(contentOf(small))).toBe(true)
  const page = await ask('/', taking('br'))
  expect(page.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'text/html; charset=utf-8',
  })
  expect(brotliDecompressSync(page.body).equals(contentOf('index.html'))).toBe(true)
})

test.each(['identity', 'br', 'gzip'])('what has not changed is not sent again (%s)', async (taken) => {
  const path = `/${script()}`
  const { headers } = await ask(path, taking(taken))
  const again = await ask(path, { ...taking(taken), 'if-none-match': headers.etag ?? '' })
  expect([again.status, again.body.length]).toEqual([304, 0])
  expect(again.headers).toMatchObject({ etag: headers.etag, vary: 'accept-encoding' })
  const other = await ask(path, {
    ...taking(taken === 'br' ? 'gzip' : 'br'),
    'if-none-match': headers.etag ?? '',
  })
  expect(other.status).toBe(200)
})

test.each([
  ['identity', ''],
  ['br', '.br'],
])('a part is one of what would have been sent whole (%s)', async (taken, end) => {
  const file = script()
  const whole = contentOf(file + end)
  const part = await ask(`/${file}`, { ...taking(taken), range: 'bytes=100-199' })
  expect(part.status).toBe(206)
  expect(part.body.equals(whole.subarray(100, 200))).toBe(true)
  expect(part.headers).toMatchObject({
    'content-range': `bytes 100-199/${whole.length}`,
    'content-length': '100',
  })
  expect(part.headers['content-encoding']).toBe(taken === 'br' ? 'br' : undefined)
  const beyond = await ask(`/${file}`, { ...taking(taken), range: `bytes=${whole.length}-` })
  expect(beyond.status).toBe(416)
})

test.each([
  '/../package.json',
  '/assets/../../package.json',
  '/%2e%2e/package.json',
  '/assets/..%2f..%2fpackage.json',
  '/..%5cpackage.json',
  '/%c0%ae%c0%ae/package.json',
  '/%ef%bc%8e%ef%bc%8e/package.json',
  '/%E2%80%AE.js',
  '/assets/%00.js',
  '/missing.js',
])('nothing is found at %s, whatever is taken', async (path) => {
  for (const taken of ['identity', 'br, gzip']) {
    const { status, headers } = await ask(path, taking(taken))
    expect([400, 403, 404]).toContain(status)
    expect(headers['content-encoding']).toBeUndefined()
  }
})
