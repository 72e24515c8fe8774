import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sparklineGeometry } from './sparkline-geometry.ts'

const frame = { fromMs: 0, untilMs: 100, capacityBitsPerSecond: 100, width: 100, height: 108 }
const point = (at: number, ingress: number | null, egress: number | null) => ({
  at,
  ingressBitsPerSecond: ingress,
  egressBitsPerSecond: egress,
})

test('sparklineGeometry() draws both directions on one scale that ends above the capacity', () => {
  const points = [point(0, 0, 50), point(50, 50, 50), point(100, 100, 0)]
  expect(sparklineGeometry(points, frame)).toEqual({
    ingressArea: 'M0.0 108.0L0.0 108.0L50.0 58.0L100.0 8.0L100.0 108.0Z',
    ingressLine: 'M0.0 108.0L50.0 58.0L100.0 8.0',
    egressLine: 'M0.0 58.0L50.0 58.0L100.0 108.0',
    capacityY: 8,
  })
})

test('sparklineGeometry() leaves a hole where nobody measured', () => {
  const points = [
    point(0, 0, null),
    point(25, 0, null),
    point(50, null, null),
    point(75, 0, 0),
    point(100, 0, 0),
  ]
  const { ingressLine, egressLine } = sparklineGeometry(points, frame)
  expect([ingressLine, egressLine]).toEqual([
    'M0.0 108.0L25.0 108.0M75.0 108.0L100.0 108.0',
    'M75.0 108.0L100.0 108.0',
  ])
})

test('sparklineGeometry() has no capacity line where the capacity is unknown, and nothing to draw without points', () => {
  const empty = { ingressArea: '', ingressLine: '', egressLine: '', capacityY: null }
  expect(sparklineGeometry([], { ...frame, capacityBitsPerSecond: null })).toEqual(empty)
})

test('sparklineGeometry() stays within its box whatever the traffic is', () => {
  const figure = fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }))
  const anyPoint = fc.record({
    at: fc.integer({ min: -50, max: 150 }),
    ingressBitsPerSecond: figure,
    egressBitsPerSecond: figure,
  })
  fc.assert(
    fc.property(fc.array(anyPoint), figure, (points, capacityBitsPerSecond) => {
      const drawn = sparklineGeometry(points, { ...frame, capacityBitsPerSecond })
      const spots = `${drawn.ingressArea}${drawn.egressLine}`.matchAll(/([-\d.]+) ([-\d.]+)/g)
      for (const [, x, y] of spots) {
        expect(Number(x)).toBeGreaterThanOrEqual(0)
        expect(Number(x)).toBeLessThanOrEqual(frame.width)
        expect(Number(y)).toBeGreaterThanOrEqual(0)
        expect(Number(y)).toBeLessThanOrEqual(frame.height)
      }
    }),
  )
})
