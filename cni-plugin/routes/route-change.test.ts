import { expect, test } from 'vitest'
import type { Candidate } from './default-route-winner.ts'
import { routeChange } from './route-change.ts'

const eth0: Candidate = { ifname: 'eth0', gateways: undefined, made: new Set([4, 6]) }
const net1: Candidate = { ifname: 'net1', gateways: ['10.2.0.1', '10.2.0.2'], made: new Set() }
const hops = ['10.2.0.1', '10.2.0.2'].map((gateway, index) => ({ on: net1, gateway, metric: 100 + index }))
const winners = [
  { family: 4, winner: { kind: 'asked', hops } },
  { family: 6, winner: { kind: 'made', by: eth0 } },
] as const

test('a result loses the default routes of the families that others have won', () => {
  expect(routeChange(eth0, winners)).toEqual({ dropped: new Set([4]), added: [] })
})

test('a result gains the gateways that were asked for on its network, with their metrics', () => {
  expect(routeChange(net1, winners)).toEqual({
    dropped: new Set([4, 6]),
    added: [
      { dst: '0.0.0.0/0', gw: '10.2.0.1', priority: 100 },
      { dst: '0.0.0.0/0', gw: '10.2.0.2', priority: 101 },
    ],
  })
})

test('where nobody has a default route, only a network that is not to give one loses what its result says', () => {
  const none = [{ family: 4, winner: { kind: 'none' } }] as const
  expect(routeChange(eth0, none)).toEqual({ dropped: new Set(), added: [] })
  expect(routeChange({ ...eth0, gateways: [] }, none).dropped).toEqual(new Set([4]))
})
