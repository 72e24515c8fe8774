import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  common,
  endsOf,
  holds,
  mergeSpans,
  overlaps,
  parseCidr,
  parseSpan,
  sizeOf,
  type AddressSpan,
} from './address-span.ts'
import { countSubnets } from './count-subnets.ts'

const span = (first: number, size: number): AddressSpan => ({
  family: 4,
  first: BigInt(first),
  last: BigInt(first + size),
})
const spans = fc.array(
  fc.tuple(fc.nat(60), fc.nat(20)).map(([first, size]) => span(first, size)),
  { maxLength: 8 },
)
const addresses = Array.from({ length: 90 }, (_, value) => ({ family: 4 as const, value: BigInt(value) }))

test('mergeSpans(), sizeOf(), common() and overlaps() agree with counting address by address', () => {
  fc.assert(
    fc.property(spans, spans, (some, others) => {
      const within = (of: readonly AddressSpan[]) => addresses.filter((address) => holds(of, address)).length
      expect(sizeOf(some)).toBe(BigInt(within(some)))
      expect(within(mergeSpans(some))).toBe(within(some))
      const both = addresses.filter((address) => holds(some, address) && holds(others, address)).length
      expect(sizeOf(common(some, others))).toBe(BigInt(both))
      expect(some.some((one) => overlaps(one, others))).toBe(both > 0)
    }),
  )
})

test.each([
  ['10.1.2.3/24', 256n],
  ['10.1.2.3/31', 2n],
  ['10.1.2.3/32', 1n],
  ['0.0.0.0/0', 2n ** 32n],
  ['fd00::7/127', 2n],
  ['fd00::7/128', 1n],
  ['::/0', 2n ** 128n],
])('parseCidr() gives %s its %d addresses', (text, size) => {
  expect(sizeOf([parseCidr(text)].flatMap((each) => each ?? []))).toBe(size)
})

test.each([
  '',
  '10.1.2.3',
  '10.1.2.3/33',
  '10.1/16',
  '10.1.2.3/-1',
  '10.1.2.3/1/2',
  'fd00::/129',
  'fe80::%1/64',
])('parseCidr() takes %j for none', (text) => {
  expect(parseCidr(text)).toBeNull()
})

test('parseSpan() reads one address, two with the word between them, and a CIDR', () => {
  expect(parseSpan('10.0.0.1-10.0.0.9', '-')).toEqual({ family: 4, first: 0xa000001n, last: 0xa000009n })
  expect(parseSpan('10.0.0.1..10.0.0.1', '..')).toEqual(parseSpan('10.0.0.1', '..'))
  expect(parseSpan('10.0.0.0/30', '-')).toEqual(parseCidr('10.0.0.0/30'))
  for (const text of ['10.0.0.9-10.0.0.1', '10.0.0.1-fd00::1', '10.0.0.1-10.0.0.2-10.0.0.3', 'x'])
    expect(parseSpan(text, '-')).toBeNull()
})

test('no text makes parseSpan() or parseCidr() throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => parseSpan(text, '-') === null || parseCidr(text) === null || true),
  )
})

test.each([
  ['10.1.0.0/24', 253n],
  ['10.1.0.0/30', 1n],
  ['10.1.0.0/31', 2n],
  ['10.1.0.0/32', 1n],
  ['fd00::/64', 2n ** 64n - 2n],
  ['fd00::/127', 2n],
  ['fd00::/128', 1n],
])('a node that keeps a gateway in %s has %d addresses for pods', (cidr, usable) => {
  const [count] = countSubnets({ source: 'x', cidrs: [cidr, cidr], used: 0n, kept: 1, at: 0 })
  expect((count?.total ?? 0n) - (count?.excluded ?? 0n)).toBe(usable)
  expect(endsOf({ family: 4, first: 0n, last: 0n })).toEqual([])
})
