import { expect, test } from 'vitest'
import { networkInputs, reading } from '../../test/support/network-inputs.ts'
import { scored } from '../../test/support/scored.ts'
import { contrast } from './contrast.ts'
import type { NetworkInputs } from './inputs.ts'
import { rank } from './rank.ts'

const contrastOf = (...list: readonly NetworkInputs[]) => contrast(rank(list.map((each) => scored(each))))

test('contrast() names the KPIs that made the difference, the largest first', () => {
  const weave = networkInputs('weave', { utilization: reading(0.3), dropRatio: reading(0.0005) })
  const calico = networkInputs('calico', { utilization: reading(0.6), dropRatio: reading(0) })
  expect(contrastOf(weave, calico)).toBe(
    'weave: congestion +.30 (30 % vs 60 %), drops -.05 (0.05 % vs 0 %) against calico',
  )
})

test.each([
  [0.3, 0.34, 'congestion +.04 (30 % vs 34 %) against b, which is almost as good'],
  [0.32, 0.322, 'hardly better than b, most by congestion (32 % vs 32.2 %)'],
  [0.1, 0.2, 'as good as b, and less of its capacity is in use'],
  [0.1, 0.1, 'as good as b, and before it by name'],
])('contrast() of uses of %d and %d, which hardly differ, is: %s', (one, other, words) => {
  const used = (network: string, use: number) => networkInputs(network, { utilization: reading(use) })
  expect(contrastOf(used('a', one), used('b', other))).toBe(`a: ${words}`)
})

test('contrast() of one network says that it is the only one, and of none that there is none', () => {
  expect(contrastOf(networkInputs('a'))).toBe('a: the only network that can take the pod')
  expect(contrastOf()).toBe('there is none')
})
