import fc from 'fast-check'
import Value from 'typebox/value'
import { expect, test } from 'vitest'
import { ProbeRequest } from '../../domain/probe-protocol.ts'
import { parseRequest } from './parse-request.ts'

const peer = { node: 'node-1', address: '192.0.2.1' }
const probe = { id: 1, do: 'probe', peers: [peer], packets: 5, spreadMs: 8000, timeoutMs: 1000 }
const audit = { id: 2, do: 'audit', peer, bitsPerSecond: 5e6, durationMs: 500 }
const parse = (value: unknown) => parseRequest(JSON.stringify(value))

/** Something that a member of a request might be, valid now and then. */
const any = fc.oneof(
  fc.jsonValue(),
  fc.integer({ min: -1, max: 64 }),
  fc.constantFrom<unknown>(undefined, 'probe', 'audit', 1.5, 1e10, 1e10 + 1, true, peer, [peer], [peer, {}]),
)
const names = [...new Set([...Object.keys(probe), ...Object.keys(audit), 'http', 'node', '__proto__'])]

test('parseRequest() takes whatever the schema takes, and nothing else', () => {
  const changes = fc.array(fc.tuple(fc.constantFrom(...names), any), { maxLength: 2 })
  fc.assert(
    fc.property(fc.constantFrom<object>(probe, audit), changes, (request, changed) => {
      const line = JSON.stringify({ ...request, ...Object.fromEntries(changed) })
      const value: unknown = JSON.parse(line)
      const parsed = parseRequest(line)
      expect('request' in parsed).toBe(Value.Check(ProbeRequest, value))
      if ('request' in parsed) expect(parsed.request).toEqual(value)
    }),
  )
})

test.each([
  ['any JSON', fc.json({ maxDepth: 2 }), {}],
  // A fault of JSON.parse() takes milliseconds here, as it comes with a long stack
  ['any text', fc.string({ unit: 'binary' }), { numRuns: 200 }],
])('parseRequest() says in a sentence what is wrong with %s', (_, line, runs) => {
  fc.assert(
    fc.property(line, (line) => {
      const parsed = parseRequest(line)
      expect('error' in parsed && parsed.error.startsWith('Cannot read ')).toBe(true)
    }),
    runs,
  )
})

test.each([
  ['{"id":1', { id: -1, error: 'Cannot read a request as its line is not JSON' }],
  ['[1]', { id: -1, error: 'Cannot read a request as its line is not a JSON object' }],
  ['{"id":"1"}', { id: -1, error: 'Cannot read a request as its "id" is not an integer' }],
  ['{"id":7}', { id: 7, error: 'Cannot read request 7 as "do" is neither "probe" nor "audit"' }],
])('parseRequest() refuses %s', (line, expected) => {
  expect(parseRequest(line)).toEqual(expected)
})

test.each([
  ['packets', 33, 'is not an integer from 1 to 32'],
  ['spreadMs', -1, 'is not an integer from 0 to 60000'],
  ['timeoutMs', 0.5, 'is not an integer from 1 to 10000'],
  ['http', 1, 'is neither true nor false'],
])('parseRequest() names %s when it is %s', (name, value, problem) => {
  expect(parse({ ...probe, [name]: value })).toEqual({
    id: 1,
    error: `Cannot read request 1 as "${name}" ${problem}`,
  })
})

test('parseRequest() takes 64 peers and not one more, whatever nodes are called', () => {
  const peers = Array.from({ length: 65 }, (_, index) => ({
    node: `Knoten ${index} 節点 \u0000"`,
    address: 'fd00::1',
  }))
  const most = { ...probe, peers: peers.slice(1) }
  expect(parse(most)).toEqual({ id: 1, request: most })
  expect(parse({ ...probe, peers })).toMatchObject({
    id: 1,
    error: expect.stringContaining('64 peers at most') as string,
  })
})
