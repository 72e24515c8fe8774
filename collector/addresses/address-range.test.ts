import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInRange, parseRange, usableAddresses, type RangeConf } from './address-range.ts'

const usable = (conf: RangeConf) => usableAddresses(parseRange(conf))

test.each([
  [{ subnet: '10.1.0.0/24' }, 253n],
  [{ subnet: '10.1.0.0/30' }, 1n],
  [{ subnet: '10.1.0.7/16' }, 65_533n],
  [{ subnet: '10.1.0.0/24', rangeStart: '10.1.0.10', rangeEnd: '10.1.0.19' }, 10n],
  [{ subnet: '10.1.0.0/24', rangeStart: '10.1.0.10', rangeEnd: '10.1.0.19', gateway: '10.1.0.12' }, 9n],
  [{ subnet: '10.1.0.0/24', gateway: '10.9.9.9' }, 254n],
  [{ subnet: 'fd00::/64' }, 2n ** 64n - 2n],
  [{ subnet: 'fd00::/126' }, 2n],
] as const)('a range as of %j has %d addresses for pods', (conf, count) => {
  expect(usable(conf)).toBe(count)
})

test.each([
  [{ subnet: '10.1.0.0/31' }, 'needs a prefix length of at most 30'],
  [{ subnet: 'fd00::/128' }, 'needs a prefix length of at most 126'],
  [{ subnet: '10.1.0.0' }, 'needs a prefix length'],
  [{ subnet: '10.1/16' }, 'names 10.1, which is no address'],
  [{ subnet: '10.1.0.0/24', rangeEnd: '10.2.0.1' }, 'does not hold 10.2.0.1'],
  [{ subnet: '10.1.0.0/24', rangeEnd: 'fd00::1' }, 'does not hold fd00::1'],
  [{ subnet: '10.1.0.0/24', rangeStart: '10.1.0.9', rangeEnd: '10.1.0.8' }, 'ends before it starts'],
] as const)('a range as of %j is refused', (conf, fault) => {
  expect(() => parseRange(conf)).toThrow(`Cannot count the addresses of ${conf.subnet} as it ${fault}`)
})

test('usableAddresses() is what counting one by one comes to', () => {
  const tail = fc.nat({ max: 255 })
  fc.assert(
    fc.property(tail, tail, tail, (one, other, gateway) => {
      const [start, end] = [Math.min(one, other), Math.max(one, other)]
      const conf = { rangeStart: `10.1.0.${start}`, rangeEnd: `10.1.0.${end}`, gateway: `10.1.0.${gateway}` }
      const range = parseRange({ subnet: '10.1.0.0/24', ...conf })
      const counted = Array.from({ length: 256 }, (_, last) => last).filter(
        (last) =>
          last !== gateway && isInRange(range, { family: 4, value: BigInt((10 << 24) + (1 << 16) + last) }),
      )
      expect(usableAddresses(range)).toBe(BigInt(counted.length))
    }),
  )
})
