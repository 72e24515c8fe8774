import { expect, test } from 'vitest'
import { withDefaultRoutes } from './result-routes.ts'

const none = { dropped: new Set<4 | 6>(), added: [] }
const source =
  '{ "cniVersion":"1.1.0", "routes": [ {"dst":"0.0.0.0/0","x":1.0}, {"dst":"10.0.0.0/8"} ,{"dst":"::/0"},{"dst":"0.0.0.0/0","table":7} ], "big":12345678901234567890 }'

test('withDefaultRoutes() drops the default routes of a family, and no other byte', () => {
  expect(withDefaultRoutes(source, '1.1.0', { ...none, dropped: new Set([4]) })).toBe(
    '{"routes":[ {"dst":"10.0.0.0/8"} ,{"dst":"::/0"},{"dst":"0.0.0.0/0","table":7} ], "cniVersion":"1.1.0", "big":12345678901234567890 }',
  )
})

test('withDefaultRoutes() leaves a result alone that has nothing to lose', () => {
  const plain = '{"cniVersion":"1.0.0","routes":[{"dst":"10.0.0.0/8"}]}'
  expect(withDefaultRoutes(plain, '1.0.0', { ...none, dropped: new Set([4, 6]) })).toBe(plain)
  expect(withDefaultRoutes(source, '1.1.0', none)).toBe(source)
})

test.each([
  ['1.1.0', { dst: '0.0.0.0/0', gw: '10.2.0.1', priority: 100 }],
  ['1.0.0', { dst: '0.0.0.0/0', gw: '10.2.0.1' }],
] as const)('withDefaultRoutes() adds a route as %s knows it', (version, route) => {
  const change = { ...none, added: [{ dst: '0.0.0.0/0', gw: '10.2.0.1', priority: 100 }] }
  expect(JSON.parse(withDefaultRoutes(`{"cniVersion":"${version}"}`, version, change))).toEqual({
    cniVersion: version,
    routes: [route],
  })
})

test('withDefaultRoutes() changes a result of 0.2.0', () => {
  const old =
    '{"cniVersion":"0.2.0","ip4":{"ip":"10.1.0.2/24","routes":[{"dst":"0.0.0.0/0"},{"dst":"10.9.0.0/16"}]},"ip6":{"ip":"fd00::2/64"}}'
  const change = { dropped: new Set([4] as const), added: [{ dst: '::/0', gw: 'fd00::1' }] }
  expect(JSON.parse(withDefaultRoutes(old, '0.2.0', change))).toEqual({
    cniVersion: '0.2.0',
    ip4: { ip: '10.1.0.2/24', routes: [{ dst: '10.9.0.0/16' }] },
    ip6: { ip: 'fd00::2/64', routes: [{ dst: '::/0', gw: 'fd00::1' }] },
  })
})
