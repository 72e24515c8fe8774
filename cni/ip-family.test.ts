import fc from 'fast-check'
import { isIP } from 'node:net'
import { expect, test } from 'vitest'
import { ipFamily } from './ip-family.ts'

test.each([
  ['10.1.0.1', 4],
  ['0.0.0.0', 4],
  ['255.255.255.255', 4],
  ['256.0.0.1', null],
  ['10.1.0', null],
  ['010.1.0.1', null],
  ['10.1.0.1/24', null],
  ['::', 6],
  ['fd00::1', 6],
  ['FD00:0:0:0:0:0:0:1', 6],
  ['::ffff:10.1.0.1', 6],
  ['fe80::1%eth0', null],
  ['1::2::3', null],
  ['1:2:3:4:5:6:7:8:9', null],
  ['10.1.0.1::', null],
  ['', null],
  ['localhost', null],
])('ipFamily() of "%s" is %s', (text, family) => expect(ipFamily(text)).toBe(family))

test('ipFamily() tells what Node tells', () => {
  const near = fc.stringMatching(/^[0-9a-f:.]{0,20}$/)
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), near), (text) => {
      expect(ipFamily(text) ?? 0).toBe(isIP(text))
    }),
  )
})
