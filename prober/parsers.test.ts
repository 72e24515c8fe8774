import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineSplitter } from './line-splitter.ts'
import { parseAddress } from './parse-address.ts'
import { parsePeer, printPeer } from './parse-peer.ts'
import { parseProbeAnswer } from './parse-probe-answer.ts'

const address = (local: string, family = 'inet', scope = 'global') => ({ family, local, scope })
const printed = (...list: readonly object[]) => JSON.stringify([{ ifname: 'eth0', addr_info: list }])

test('parseAddress() takes the first global address, IPv4 before IPv6', () => {
  const v6 = address('fd00::2', 'inet6')
  expect(parseAddress(printed(v6, address('10.0.0.2'), address('10.0.0.3')))).toBe('10.0.0.2')
  expect(parseAddress(printed(address('fe80::1', 'inet6', 'link'), v6))).toBe('fd00::2')
  expect(parseAddress(printed(address('169.254.0.1', 'inet', 'link')))).toBeNull()
})

test('parseAddress() and parseProbeAnswer() take no other text for what they read', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseAddress(text)).toBeNull()
      expect(parseProbeAnswer(text)).toBeNull()
      expect(parsePeer(text)).toBeNull()
    }),
  )
})

test('parsePeer() reads what printPeer() writes', () => {
  const peer = { node: 'n1', addresses: { a: '10.0.0.2', b: 'fd00::2' } }
  expect(parsePeer(printPeer(peer))).toEqual({ ...peer, at: null })
  expect(parsePeer(printPeer({ ...peer, at: 5 }))).toEqual({ ...peer, at: 5 })
})

test.each([
  ...['127.0.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '169.254.169.254', 'node-1', ''],
  ...['::1', '::', 'fe80::1', 'ff02::1', '::ffff:127.0.0.1', 'fd00::2%eth0', '10.0.0.2/24'],
])('parsePeer() leaves out the address %j', (bad) => {
  expect(parsePeer(printPeer({ node: 'n1', addresses: { a: bad, b: '10.0.0.2' } }))).toEqual({
    node: 'n1',
    addresses: { b: '10.0.0.2' },
    at: null,
  })
})

test.each([
  '{"version":2,"node":"n","addresses":{}}',
  `{"version":1,"node":"n","addresses":{"a":"${'x'.repeat(70_000)}"}}`,
])('parsePeer() takes a text of another version, or one that is too long, for none', (text) => {
  expect(parsePeer(text)).toBeNull()
})

test('parseProbeAnswer() takes times that cannot be for lost packets', () => {
  const time = fc.option(fc.oneof(fc.double({ noNaN: true }), fc.constant(2 ** 64)))
  fc.assert(
    fc.property(fc.array(time, { maxLength: 6 }), time, fc.integer(), (roundTripsUs, httpUs, sent) => {
      const text = JSON.stringify({ id: 1, results: [{ node: 'n', sent, roundTripsUs, httpUs }] })
      const answer = parseProbeAnswer(text)
      if (answer === null || !('results' in answer)) return
      for (const result of answer.results) {
        expect(result.sent).toBeGreaterThanOrEqual(result.roundTripsUs.length - 0)
        for (const us of [...result.roundTripsUs, result.httpUs])
          if (us !== null) expect(us >= 0 && us <= 60_000_000).toBe(true)
      }
    }),
  )
})

test('LineSplitter gives the same lines however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string().map((text) => text.replaceAll('\n', ''))), fc.nat(20), (lines, size) => {
      const text = lines.map((line) => `${line}\n`).join('')
      const splitter = new LineSplitter()
      const found: string[] = []
      for (let at = 0; at < text.length; at += size + 1)
        found.push(...splitter.push(text.slice(at, at + size + 1)))
      expect(found).toEqual(lines)
    }),
  )
  expect(() => new LineSplitter().push('x'.repeat(300_000))).toThrow('Cannot read a line')
})
