import { expect, test } from 'vitest'
import fc from 'fast-check'
import { listedRoutes } from './listed-routes.ts'
import { decodeMessages } from './netlink-message.ts'
import { NLM_F, RTM } from './rtnetlink.ts'

/* Answers of Linux 6.18 on a little-endian machine, header and body, as `ip route save` records them. */
const header = (length: string) => `${length}000000180022006e74036b51360000`
const onlink =
  `${header('50')}02000000fe0300010400000008000f00fe00000008000600640000000c00080008000200780500000800` +
  '07000a01000208000500a9fe01010800040003000000'
const twoPathsOneWithoutCarrier =
  `${header('48')}02000000fe0300010000000008000f00fe000000240009001000000203000000080005000a010001` +
  '1000140005000000080005000a020001'
const withoutCarrier = `${header('34')}02000000fe0300011000000008000f00fe000000080005000a0200010800040005000000`
const nexthopObject =
  `${header('44')}02000000fe0300010000000008000f00fe000000080006000500000008001e0007000000` +
  '080005000a0100050800040003000000'
const ipv6 = (expires: string) =>
  `${header('74')}0a000000fe0300010000000008000f00fe000000080006000004000014000500fe80000000000000` +
  `0000000000000001080004000300000024000c000000000000000000${expires}` +
  '00000000000000000000000000000000000000000500140000000000'

const messagesIn = (hex: string) => decodeMessages(Uint8Array.from(Buffer.from(hex, 'hex')).buffer)
const routesIn = (...answers: string[]) => listedRoutes(messagesIn(answers.join(''))) ?? []
const hexOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex')
const body = (hex: string) => hex.slice(32)

test('a route comes back with its metric, source, MTU and the flag that its gateway is on link', () => {
  const [route] = routesIn(onlink)
  expect([route?.family, hexOf(route?.source)]).toEqual([4, body(onlink)])
})

test('a path that has no carrier now is not told to have none', () => {
  const [one] = routesIn(withoutCarrier)
  expect(hexOf(one?.source)).toBe(body(withoutCarrier).replace('00fe03000110', '00fe03000100'))
  const [several] = routesIn(twoPathsOneWithoutCarrier)
  expect(hexOf(several?.source)).toBe(body(twoPathsOneWithoutCarrier).replace('10001400', '10000400'))
})

test('what a nexthop object says is not said again', () => {
  const [route] = routesIn(nexthopObject)
  expect(hexOf(route?.source)).toBe(body(nexthopObject).slice(0, -32))
})

test('an IPv6 route comes back without its use; one on lease is left alone', () => {
  const [route, none] = routesIn(ipv6('00000000'), ipv6('2f750000'))
  expect([route?.family, none]).toEqual([6, undefined])
  expect(hexOf(route?.source)).toBe(body(ipv6('00000000')).replace(/24000c00.{64}/, ''))
})

test('an answer holds its routes in their order', () => {
  const routes = routesIn(onlink, ipv6('2f750000'), withoutCarrier, ipv6('00000000'))
  expect(routes.map(({ family }) => family)).toEqual([4, 4, 6])
})

test.each([
  ['a longer prefix', 1, 8],
  ['some senders only', 2, 64],
  ['another table', 4, 100],
  ['nobody: a blackhole', 7, 6],
  ['another family', 0, 28],
])('a route to or for %s is none', (_, place, value) => {
  const changed = messagesIn(onlink).map((message) => ({ ...message, body: message.body.with(place, value) }))
  expect(listedRoutes(changed)).toEqual([])
})

test('an answer that may lack a route is none', () => {
  const interrupted = messagesIn(withoutCarrier).map((each) => ({ ...each, flags: NLM_F.DUMP_INTR }))
  expect(listedRoutes([...messagesIn(onlink), ...interrupted])).toBeUndefined()
})

test('no bytes whatever make it fail', () => {
  const start = Uint8Array.from(Buffer.from(body(onlink), 'hex')).subarray(0, 12)
  fc.assert(
    fc.property(fc.nat(12), fc.uint8Array({ maxLength: 80 }), (kept, rest) => {
      const bytes = Uint8Array.of(...start.subarray(0, kept), ...rest)
      const routes = listedRoutes([{ type: RTM.NEWROUTE, flags: 0, body: bytes }]) ?? []
      expect(routes.map(({ source }) => source.length % 4)).toEqual(routes.map(() => 0))
    }),
  )
})
