import { expect, test } from 'vitest'
import { encodeMessage } from './netlink-message.ts'
import { routeRequests } from './route-requests.ts'

/** In hexadecimal digits, as a little-endian machine sends it. */
const sent = (message: Parameters<typeof encodeMessage>[0]) =>
  Buffer.from(encodeMessage(message, 7)).toString('hex')

test('all routes are asked for in one dump', () => {
  expect(sent(routeRequests.list)).toBe('1c0000001a0001030700000000000000' + '00'.repeat(12))
})

test('a route is added to the main table, with a metric or without', () => {
  const ipv4 = routeRequests.add(Uint8Array.of(10, 1, 0, 1), 3, 100)
  const attributes = '080005000a010001' + '0800040003000000' + '0800060064000000'
  expect(sent(ipv4)).toBe('3400000018000506070000000000000002000000fe03000100000000' + attributes)
  const ipv6 = routeRequests.add(new Uint8Array(16).fill(255), 0x01020304, null)
  const longer = `14000500${'ff'.repeat(16)}` + '0800040004030201'
  expect(sent(ipv6)).toBe('380000001800050607000000000000000a000000fe03000100000000' + longer)
})

test('a listed route is removed, and put back behind its like', () => {
  const route = Uint8Array.from({ length: 12 }, (_, i) => i)
  expect([routeRequests.remove(route), routeRequests.restore(route)]).toEqual([
    { type: 25, flags: 0x5, body: route },
    { type: 24, flags: 0xc05, body: route },
  ])
})

test('an interface is asked for by its name in UTF-8', () => {
  const name = (text: string) => Buffer.from(routeRequests.link(text).body.subarray(16))
  expect(name('eth0')).toEqual(Buffer.from('\x09\0\x03\0eth0\0\0\0\0'))
  expect(name('é€😀%').toString()).toBe('\x0f\0\x03\0é€😀%\0\0')
  expect(name('\ud800').toString()).toBe('\x08\0\x03\0\ufffd\0')
})
