import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultRouteWinner, type Candidate } from './default-route-winner.ts'

const candidate = (ifname: string, made: readonly (4 | 6)[], gateways?: readonly string[]): Candidate => ({
  ifname,
  gateways,
  made: new Set(made),
})

/** Who wins, in short: the interface of what was made, or `gateway dev interface metric`. */
function winnerOf(family: 4 | 6, candidates: readonly Candidate[], cniIfname = 'eth0') {
  const winner = defaultRouteWinner(family, candidates, cniIfname)
  if (winner.kind === 'none') return null
  if (winner.kind === 'made') return winner.by.ifname
  return winner.hops.map(
    ({ on, gateway, metric }) => `${gateway} dev ${on.ifname} metric ${metric ?? 'none'}`,
  )
}

test('the main network keeps its default routes, wherever in the order it stands', () => {
  const both = [candidate('net1', [4, 6]), candidate('eth0', [4])]
  expect(winnerOf(4, both)).toBe('eth0')
  expect(winnerOf(6, both)).toBe('net1')
  expect(winnerOf(4, both, 'gone0')).toBe('net1')
})

test('a network that was made first wins if the main one has no default route', () => {
  const candidates = [candidate('eth0', []), candidate('net1', [4]), candidate('net2', [4])]
  expect(winnerOf(4, candidates)).toBe('net1')
  expect(winnerOf(6, candidates)).toBe(null)
})

test('the gateway that a pod asks for wins over all, in its own family only', () => {
  const candidates = [candidate('eth0', [4, 6]), candidate('net1', [4, 6], ['10.2.0.1'])]
  expect(winnerOf(4, candidates)).toEqual(['10.2.0.1 dev net1 metric none'])
  expect(winnerOf(6, candidates)).toBe('eth0')
})

test('of several gateways in a family the first gets the lowest metric', () => {
  const candidates = [
    candidate('eth0', [4]),
    candidate('net1', [], ['10.2.0.1', 'fd02::1', '10.2.0.2']),
    candidate('net2', [], ['10.3.0.1']),
  ]
  expect(winnerOf(4, candidates)).toEqual([
    '10.2.0.1 dev net1 metric 100',
    '10.2.0.2 dev net1 metric 101',
    '10.3.0.1 dev net2 metric 102',
  ])
  expect(winnerOf(6, candidates)).toEqual(['fd02::1 dev net1 metric none'])
})

test('a network that is to have no gateway gives no default route', () => {
  expect(winnerOf(4, [candidate('eth0', [4], []), candidate('net1', [4])])).toBe('net1')
  expect(winnerOf(4, [candidate('eth0', [4], [])])).toBe(null)
})

test('there is a default route whenever one was asked for, or one was made that may stay', () => {
  const gateways = fc.option(fc.array(fc.constantFrom('10.0.0.1', 'fd00::1'), { maxLength: 3 }), {
    nil: undefined,
  })
  const made = fc.subarray([4, 6] as const)
  const any = fc.record({ made, gateways }).map(({ made, gateways }) => candidate('net1', made, gateways))
  fc.assert(
    fc.property(fc.array(any), fc.constantFrom(4 as const, 6 as const), (candidates, family) => {
      const isAsked = candidates.some(({ gateways = [] }) =>
        gateways.some((each) => each.includes(':') === (family === 6)),
      )
      const mayStay = candidates.some(({ gateways, made }) => gateways?.length !== 0 && made.has(family))
      expect(defaultRouteWinner(family, candidates, 'net1').kind).toBe(
        isAsked ? 'asked' : mayStay ? 'made' : 'none',
      )
    }),
  )
})
