import { expect, test } from 'vitest'
import type { AttachmentSample } from '../../domain/network-sample.ts'
import { Demands } from './demands.ts'

const at = 1_700_000_000_000
let number = 0
const pod = (owner: string | undefined, egressBitsPerSecond: number, later = 0): AttachmentSample => ({
  containerId: `c${String((number += 1))}`,
  ifname: 'eth0',
  network: 'weave',
  ...(owner !== undefined && { owner }),
  at: at + later,
  ingressBitsPerSecond: 1e3,
  egressBitsPerSecond,
})

test('Demands are those of the owner, of the busier direction, and outlive its pods', () => {
  const demands = new Demands()
  demands.observe([pod('shop/Deployment/web', 2e7), pod('shop/Deployment/web', 4e7), pod(undefined, 5e6)])
  demands.observe([])
  expect(demands.of('shop/Deployment/web')).toBe(3e7)
})

test('Demands of an owner that is not known are what most pods of the node use', () => {
  const demands = new Demands()
  expect(demands.of('shop/Pod/new')).toBe(5e6)
  demands.observe([pod('a', 2e6), pod('b', 8e6), pod(undefined, 9e9)])
  expect([demands.of('shop/Pod/new'), demands.of('')]).toEqual([8e6, 8e6])
})

test('Demands of an owner that is not known are at least what its profile expects', () => {
  const demands = new Demands()
  demands.observe([pod('a', 2e6)])
  expect([demands.of('new', 7e7), demands.of('new', 0), demands.of('a', 7e7)]).toEqual([7e7, 2e6, 2e6])
})

test('Demands follow their owner within minutes, and a pod that is idle is still promised something', () => {
  const demands = new Demands()
  demands.observe([pod('a', 2e7), pod('idle', 0)])
  demands.observe([pod('a', 6e7, 300_000)])
  expect(demands.of('a')).toBeCloseTo(2e7 + 4e7 * (1 - Math.exp(-1)), 0)
  expect(demands.of('idle')).toBe(1e6)
})

test('Demands remember a bounded number of owners, and a clock that goes back changes nothing', () => {
  const demands = new Demands()
  demands.observe([pod('first', 7e7)])
  demands.observe([pod('first', 9e7, -60_000)])
  expect(demands.of('first')).toBe(7e7)
  demands.observe(Array.from({ length: 2_000 }, (_, index) => pod(`owner ${String(index)}`, 2e6)))
  expect(demands.of('first')).toBe(2e6)
})
