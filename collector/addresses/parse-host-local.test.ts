import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRange } from './address-range.ts'
import { parseHostLocal } from './parse-host-local.ts'

const parse = (ipam: unknown) => parseHostLocal([{ type: 'bridge', ipam }, { type: 'portmap' }])

test('parseHostLocal() reads sets of ranges', () => {
  const [one, two, three] = [
    { subnet: '10.1.0.0/24' },
    { subnet: '10.2.0.0/24' },
    { subnet: 'fd00::/64' },
  ] as const
  expect(parse({ type: 'host-local', dataDir: '/run/ipam', ranges: [[one, two], [three]] })).toEqual({
    dataDir: '/run/ipam',
    pools: [[parseRange(one), parseRange(two)], [parseRange(three)]],
  })
})

test('parseHostLocal() reads the short form, before the ranges', () => {
  const short = { subnet: '10.1.0.0/24', rangeEnd: '10.1.0.20' }
  expect(parse({ type: 'host-local', ...short, ranges: [[{ subnet: 'fd00::/64' }]] })).toEqual({
    dataDir: null,
    pools: [[parseRange(short)], [parseRange({ subnet: 'fd00::/64' })]],
  })
})

test.each([
  undefined,
  { type: 'dhcp' },
  { type: 'host-local' },
  { type: 'host-local', ranges: [[]] },
  'host-local',
])('parseHostLocal() knows no pools in %j', (ipam) => {
  expect(parse(ipam)).toBeNull()
})

test('parseHostLocal() knows no pools in any other JSON', () => {
  fc.assert(fc.property(fc.jsonValue(), (ipam) => parse(ipam) === null))
})
