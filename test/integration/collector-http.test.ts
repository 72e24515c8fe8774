import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openHttpSource } from '../../collector/http/axios-source.ts'
import type { HttpSource } from '../../collector/http/http-source.ts'
import { SourceFault } from '../../collector/sources/source-fault.ts'
import { makeServingCertificate } from '../support/kube-api/http/serving-certificate.ts'
import { openEvilServer, type EvilServer } from '../support/evil-server.ts'
import { describeSourceContract } from '../support/source-contract.ts'

const identity = makeServingCertificate()
const other = makeServingCertificate()
const json = ['application/json']
const soon = () => AbortSignal.timeout(5_000)

let directory: string
let server: EvilServer
let source: HttpSource
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-http-'))
  server = await openEvilServer((path) => ({ body: JSON.stringify(path) }), identity)
  await writeFile(file('ca.crt'), identity.cert)
  await writeFile(file('token'), 'first\n')
  source = openHttpSource({ url: `${server.url}/base/`, tokenFile: file('token'), caFile: file('ca.crt') })
})
afterEach(async () => {
  source.close()
  await server[Symbol.asyncDispose]()
  await rm(directory, { recursive: true })
})

const file = (name: string) => join(directory, name)
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

describe('openHttpSource()', () => {
  test('reads a body over one kept connection, with the token that the file has at that time', async () => {
    expect(await source.text('/a?b=1', { accept: json, signal: soon() })).toBe('"/base/a?b=1"')
    expect(server.headers().authorization).toBe('Bearer first')
    await writeFile(file('token'), 'second')
    await source.text('/a', { accept: json, signal: soon() })
    expect(server.headers().authorization).toBe('Bearer second')
    expect(server.connections()).toBe(1)
  })

  test('reads lines, and hangs up when nobody wants more of them', async () => {
    const lines = openHttpSource({ url: server.url, caFile: file('ca.crt') })
    server.fault = '100 MB body'
    const first = async () => {
      for await (const line of lines.lines('/', { signal: soon() })) return line
      return null
    }
    expect(await first()).toBe('# nothing to see here')
    const all = async () => {
      let count = 0
      for await (const _ of lines.lines('/', { maxBytes: 2 ** 20, signal: soon() })) count += 1
      return count
    }
    expect(await faultOf(all())).toMatchObject({ reason: 'too-large' })
    lines.close()
  })

  test('trusts nobody but its CA, and notices when the file has another', async () => {
    await writeFile(file('ca.crt'), other.cert)
    await expect(source.text('/', { signal: soon() })).rejects.toThrow(
      /^Cannot trust https:\/\/127\.0\.0\.1:\d+\/base\/ \(\w+\): set the file of the CA/,
    )
    await writeFile(file('ca.crt'), identity.cert)
    expect(await source.text('/', { signal: soon() })).toBe('"/base/"')
  })

  test('without a CA of its own trusts the system only, and everybody only by an explicit word', async () => {
    const strict = openHttpSource({ url: server.url })
    expect(await faultOf(strict.text('/', { signal: soon() }))).toMatchObject({ reason: 'unreachable' })
    const lax = openHttpSource({ url: server.url, insecureSkipVerify: true })
    expect(await lax.text('/', { signal: soon() })).toBe('"/"')
    strict.close()
    lax.close()
  })

  test('asks nothing without the token that it was told to have', async () => {
    const unusable = async () => (await faultOf(source.text('/', { signal: soon() }))) as Error
    await writeFile(file('token'), ' \n')
    expect(await unusable()).toMatchObject({ reason: 'unauthorized' })
    await writeFile(file('token'), 'top secret\nsecond line')
    const twoLines = await unusable()
    expect(twoLines).toMatchObject({ reason: 'unauthorized' })
    expect(twoLines.message).not.toContain('secret')
    await rm(file('token'))
    expect(await unusable()).toMatchObject({
      reason: 'unauthorized',
      message: `Cannot read the token in ${file('token')} (ENOENT): let this program read it`,
    })
    expect(server.asked).toEqual([])
  })

  test('says nothing secret, whatever goes wrong', async () => {
    const { host } = new URL(server.url)
    const known = openHttpSource({
      url: `https://user:passw0rd@${host}/p?apikey=k3y`,
      caFile: file('ca.crt'),
      tokenFile: file('token'),
    })
    await writeFile(file('token'), 't0ken')
    for (const fault of ['500', 'connection reset', 'HTML', 'silence'] as const) {
      server.fault = fault
      const ask = { accept: json, signal: AbortSignal.timeout(300) }
      const error = (await faultOf(known.text('/q?query=s3cret', ask))) as Error
      expect(JSON.stringify([error, error.message, error.stack, error.cause])).not.toMatch(
        /passw0rd|k3y|t0ken|s3cret/,
      )
    }
    expect(known.url).toBe(`https://${host}/p`)
    known.close()
    expect(() => openHttpSource({ url: 'ftp://user:passw0rd@x' })).toThrow(
      'Cannot use a server whose URL is none: set one that begins with http:// or https://',
    )
  })

  test('takes no proxy from the environment', async () => {
    const before = process.env['HTTPS_PROXY']
    process.env['HTTPS_PROXY'] = process.env['https_proxy'] = 'http://127.0.0.1:1'
    try {
      expect(await source.text('/', { signal: soon() })).toBe('"/base/"')
    } finally {
      delete process.env['https_proxy']
      if (before === undefined) delete process.env['HTTPS_PROXY']
      else process.env['HTTPS_PROXY'] = before
    }
  })

  test('asks again at once where a kept connection has been closed', async () => {
    await source.text('/', { signal: soon() })
    server.fault = 'hang up'
    expect(await faultOf(source.text('/', { signal: soon() }))).toMatchObject({ reason: 'unreachable' })
    expect(server.asked).toEqual(['/base/', '/base/', '/base/'])
  })
})

describeSourceContract('a source of one number', {
  open: (url) => {
    const http = openHttpSource({ url })
    return {
      name: 'one-number',
      kind: 'addresses',
      limitMs: 1_000,
      async read({ networks }, signal) {
        const text = await http.text('/', { accept: ['text/plain'], signal })
        const [, name, number] = /^(.+) (\d{1,15})\n$/s.exec(text) ?? []
        if (number === undefined)
          throw new SourceFault('malformed', 'Cannot read the number: ask another server')
        const figures = new Map(networks.map((network) => [network.name, { addressesUsed: Number(number) }]))
        return name === 'a' ? { figures, dropped: {} } : { figures: new Map(), dropped: { 'too-many': 1 } }
      },
      close() {
        http.close()
        return Promise.resolve()
      },
    }
  },
  view: (at) => ({
    at,
    networks: [{ name: 'a', plugins: [{ type: 'bridge' }], settings: {}, attachments: [] }],
  }),
  answer: () => ({ type: 'text/plain', body: 'a 5\n' }),
  withNumber: (body, number) => body.replace('5', number),
  withName: (body, name) => body.replace('a', name),
  exploded: (count) => 'a 5\n'.repeat(count),
})
