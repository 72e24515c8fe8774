import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseIpAddress } from './ip-address.ts'

test('parseIpAddress() reads every IPv4 address', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 32 - 1 }), (value) => {
      const text = [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
      expect(parseIpAddress(text)).toEqual({ family: 4, value: BigInt(value) })
    }),
  )
})

test('parseIpAddress() reads every IPv6 address that people write', () => {
  fc.assert(fc.property(fc.ipV6(), (text) => parseIpAddress(text)?.family === 6))
  expect(parseIpAddress('fd00::1:2')).toEqual({ family: 6, value: (0xfd00n << 112n) + 0x1_0002n })
})

test.each([
  '',
  'lock',
  'last_reserved_ip.0',
  '10.1',
  '10',
  '0x7f.1.1.1',
  '256.1.1.1',
  'fe80::1%eth0',
  '10.0.0.1/24',
])('parseIpAddress() takes %j for no address', (text) => {
  expect(parseIpAddress(text)).toBeNull()
})
