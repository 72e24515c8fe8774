import { isIP, SocketAddress } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ipBytes } from './ip-bytes.ts'

const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.tuple(fc.ipV6(), fc.ipV4()).map(([six, four]) => six.replace(/[^:]*$/, four)),
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789afF:.')), maxLength: 20 }),
  fc
    .array(fc.constantFrom('0', '1', 'ffff', ':', '::', '1.2.3.4', '.'), { maxLength: 16 })
    .map((all) => all.join('')),
)

const lengths: Record<number, number> = { 4: 4, 6: 16 }

/** Node's own reading of an IPv6 address, from its full text. */
const canonical = (text: string) => new SocketAddress({ family: 'ipv6', address: text }).address

test('an address is read if Node takes it for one, and as the same one', () => {
  fc.assert(
    fc.property(address, (text) => {
      const bytes = ipBytes(text)
      expect({ text, length: bytes?.length }).toEqual({ text, length: lengths[isIP(text)] })
      if (bytes?.length === 4) expect([...bytes].join('.')).toBe(text)
      if (bytes?.length === 16) {
        const groups = Buffer.from(bytes).toString('hex').match(/.{4}/g) ?? []
        expect(canonical(groups.join(':'))).toBe(canonical(text))
      }
    }),
  )
})

test.each([
  '',
  '01.2.3.4',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  '1.2.3.4 ',
  'fe80::1%eth0',
  ':::',
  '1::2::3',
  '::1.2.3',
])('"%s" is no address', (text) => expect(ipBytes(text)).toBeUndefined())

test('the last four bytes of an IPv6 address may be an IPv4 address', () => {
  expect(ipBytes('64:ff9b::192.0.2.1')).toEqual(ipBytes('64:ff9b::c000:0201'))
  expect(ipBytes('::ffff:10.0.0.1')?.subarray(10)).toEqual(Uint8Array.of(255, 255, 10, 0, 0, 1))
})
