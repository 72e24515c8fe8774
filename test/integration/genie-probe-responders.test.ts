import fc from 'fast-check'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readPacket, writePacket } from '../../probe/packet.ts'
import { genieProbeBuilds } from '../support/probe-builds.ts'
import { ProbeNetwork } from '../support/probe-network.ts'

const builds = mkdtempSync(join(tmpdir(), 'genie-probe-responders-'))
afterAll(() => rm(builds, { recursive: true }))

const port = 8483
const get = 'GET / HTTP/1.1\r\nHost: b\r\n\r\n'
const noContent = 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'
const fine = { status: 0, signal: null, stderr: '' }
const hex = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('hex')
const packetOf = (answer: string) => {
  const bytes = Uint8Array.from(Buffer.from(answer, 'hex'))
  return readPacket(new DataView(bytes.buffer), bytes.length)
}
const echo = writePacket({ kind: 'echo', session: 0x123456789abc, sequence: 7 })

for (const { name, missing, executable } of await genieProbeBuilds(builds)) {
  describe.skipIf(missing)(`responders of the ${name} build ${missing ?? ''}`, () => {
    test('HTTP answers a request for / with 204, and anything else with what is wrong', async () => {
      await using network = new ProbeNetwork()
      const b = network.start('b', executable)
      await b.probe([])
      const texts = [
        ...[
          get,
          'GET /other HTTP/1.1\r\nHost: b\r\n\r\n',
          'DELETE / HTTP/1.1\r\nHost: b\r\n\r\n',
          '',
          'GET /',
        ],
        ...[
          '\u0000\u00ff\u00fe\r\n\r\n',
          'x'.repeat(4096),
          `GET / HTTP/1.1\r\nHost: b\r\nA: ${'b'.repeat(4000)}`,
        ],
      ]
      const answers = (await network.act('a', 'exchange', network.addresses.b, port, texts)) as string[]
      expect(answers.map((answer) => answer.slice(9, 12))).toEqual(
        ['204', '404', '405', '400', '400', '400', '400', '204'].with(7, '400'),
      )
      expect(answers[0]).toBe(noContent)
      expect(await network.act('a', 'exchange', network.v6.b, port, [get])).toEqual([noContent])
      expect(await b.end()).toEqual(fine)
    })

    test('thousands of connections one after the other are all answered, and leave nothing behind', async () => {
      await using network = new ProbeNetwork()
      const b = network.start('b', executable)
      await b.probe([])
      const times = name === 'release' ? 10_000 : 1000
      await network.act('a', 'exchangeOften', network.addresses.b, port, get, 100)
      const before = b.residentBytes()
      const answers = await network.act('a', 'exchangeOften', network.addresses.b, port, get, times)
      expect(answers).toEqual({ [noContent]: times })
      if (name === 'release') expect(b.residentBytes() - before).toBeLessThan(100_000)
      expect(await b.end()).toEqual(fine)
    })

    test('connections that say little and slowly are ended after 5 s, and hold up nobody', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      const slow = await network.begin('a', 'holdOpen', network.addresses.b, port, 'GET / HT', 40)
      const ended = new Promise<string>((end) =>
        slow.stdout?.once('data', (data: Buffer) => end(data.toString())),
      )
      const results = await a.probe([network.addresses.b], { spreadMs: 0 })
      expect(results[0]?.httpUs).toBeGreaterThan(0)
      const [tookMs = 0] = JSON.parse(await ended) as number[]
      expect(tookMs).toBeGreaterThan(4500)
      expect(tookMs).toBeLessThan(9000)
      expect(await b.end()).toEqual(fine)
    })

    test('UDP echoes what is ours, byte for byte as long as it was, and is silent about all else', async () => {
      await using network = new ProbeNetwork()
      const b = network.start('b', executable)
      await b.probe([])
      const garbage = [
        ...['', '00', 'ff'.repeat(1400), hex(echo).slice(2), `${hex(echo)}00`],
        hex(writePacket({ kind: 'echoed', session: 1, sequence: 1, heldUs: 0 })),
        hex(writePacket({ kind: 'counted', session: 1, packets: 1, receivedUs: 1 })),
        hex(writePacket({ kind: 'data', session: 1 })),
      ]
      const answers = (await network.act(
        'a',
        'sendDatagrams',
        network.addresses.b,
        port,
        [...garbage, hex(echo)],
        300,
      )) as string[]
      expect(answers.map((answer) => packetOf(answer))).toEqual([
        { kind: 'echoed', session: 0x123456789abc, sequence: 7, heldUs: expect.any(Number) as number },
      ])
      expect(await b.end()).toEqual(fine)
    })

    test('garbage of any kind, by UDP and by TCP, leaves it as it was', async () => {
      await using network = new ProbeNetwork()
      const [a, b] = [network.start('a', executable), network.start('b', executable)]
      await b.probe([])
      const almost = fc
        .tuple(fc.nat(3), fc.nat(5), fc.uint8Array({ maxLength: 30 }))
        .map(([cut, kind, rest]) => Buffer.from([0x47, 0x01, kind, ...rest]).subarray(cut))
      const datagrams = fc.sample(fc.oneof(almost, fc.uint8Array({ maxLength: 1300 })), 2000)
      const text = fc.oneof(
        fc.string(),
        fc.constantFrom('GET ', '/ ', 'HTTP/1.1', '\r\n', 'Host: x', '\u0000'),
      )
      const texts = fc.sample(
        fc.array(text, { maxLength: 12 }).map((parts) => parts.join('')),
        300,
      )
      const words = datagrams.map((datagram) => Buffer.from(datagram).toString('hex'))
      const address = network.addresses.b
      const echoes = (await network.act('a', 'sendDatagrams', address, port, words, 100)) as string[]
      expect(
        new Set(echoes.map((answer) => packetOf(answer)?.kind)).difference(new Set(['echoed', 'counted']))
          .size,
      ).toBe(0)
      const answers = (await network.act('a', 'exchange', address, port, texts)) as string[]
      const ended = answers.filter((answer) => !/^HTTP\/1\.1 (204|400|404|405) /.test(answer))
      // Whoever hangs up without a word gets none
      expect(ended.filter((answer, index) => answer !== '' || texts[index] !== '')).toEqual([])
      await expect
        .poll(async () => (await a.probe([address], { packets: 1 }))[0]?.roundTripsUs)
        .not.toContain(null)
      expect([await a.end(), await b.end()]).toEqual([fine, fine])
    })

    test('nobody gets more than 80 answers a second', async () => {
      await using network = new ProbeNetwork()
      const b = network.start('b', executable)
      await b.probe([])
      const many = Array.from({ length: 1000 }, () => hex(echo))
      const began = performance.now()
      const answers = (await network.act(
        'a',
        'sendDatagrams',
        network.addresses.b,
        port,
        many,
        300,
      )) as string[]
      const seconds = Math.ceil((performance.now() - began) / 1000)
      expect(answers.length).toBeGreaterThanOrEqual(80)
      expect(answers.length).toBeLessThanOrEqual(80 * (seconds + 1))
    })
  })
}
