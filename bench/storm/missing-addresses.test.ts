import { expect, test } from 'vitest'
import { missingAddresses } from './missing-addresses.ts'

const result = {
  interfaces: [{ name: 'cni0' }, { name: 'eth0' }, { name: 'net7' }],
  ips: [
    { address: '10.0.0.2/24', interface: 1 },
    { address: '10.1.0.2/24', interface: 2 },
  ],
}
const eth0 = { ifname: 'eth0', addr_info: [{ local: '10.0.0.2', prefixlen: 24 }] }
const net7 = { ifname: 'net7', addr_info: [{ local: '10.1.0.2', prefixlen: 24 }] }

test('missingAddresses() is content when every promised address is on its interface', () => {
  expect(missingAddresses(['eth0', 'net7'], result, [eth0, net7])).toBe(null)
})

test.each([
  ['an interface that is not there', [eth0], 'the pod has no net7 10.1.0.2/24'],
  ['an address on another interface', [eth0, { ...eth0, ifname: 'net7' }], 'the pod has no net7 10.1.0.2/24'],
  [
    'an interface without address',
    [eth0, { ifname: 'net7', addr_info: [] }],
    'the pod has no net7 10.1.0.2/24',
  ],
])('missingAddresses() names %s', (_, links, sentence) => {
  expect(missingAddresses(['eth0', 'net7'], result, links)).toBe(sentence)
})

test('missingAddresses() names what a result does not even promise', () => {
  const [first] = result.ips
  const less = { ...result, ips: first === undefined ? [] : [first] }
  expect(missingAddresses(['eth0', 'net7'], less, [eth0, net7])).toBe('the result has no address of net7')
  expect(missingAddresses(['eth0'], {}, [eth0])).toBe('the result has no address of eth0')
})
