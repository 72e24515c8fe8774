import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkFigures } from './check-figures.ts'

const at = 1_700_000_000_000

describe('checkFigures()', () => {
  test('keeps what makes sense, nulls and words included', () => {
    const told = { source: 'sysfs:eth0', trafficAt: at - 45_000, ingressBitsPerSecond: 0, dropRatio: null }
    expect(checkFigures(told, at)).toEqual({ figures: told, dropped: {} })
  })

  test('drops each figure that its own KPI has no use for any more, and no other', () => {
    const told = { trafficAt: at - 50_000, ingressBitsPerSecond: 5, egressBitsPerSecond: 6, dropRatio: 0.5 }
    expect(checkFigures(told, at)).toEqual({
      figures: { trafficAt: at - 50_000, dropRatio: 0.5 },
      dropped: { stale: 2 },
    })
  })

  test('drops figures of a clock that is far ahead', () => {
    const told = { probedAt: at + 61_000, latencyP95Ms: 1 }
    expect(checkFigures(told, at)).toEqual({ figures: { probedAt: at + 61_000 }, dropped: { stale: 1 } })
  })

  test('lets no number through that is none, negative, beyond 2^53 or a share beyond 1', () => {
    const number = fc.oneof(
      fc.double(),
      fc.constantFrom(Number.NaN, Infinity, -Infinity, -1, 2 ** 64, 2 ** 53),
    )
    const told = fc.record(
      { ingressBitsPerSecond: number, addressesTotal: number, lossRatio: number, applicationRatio: number },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(told, (figures) => {
        const checked = checkFigures(figures, at)
        const kept = Object.values(checked.figures)
        for (const value of kept as number[]) expect(value >= 0 && value <= 2 ** 53).toBe(true)
        expect(checked.figures.lossRatio ?? 0).toBeLessThanOrEqual(1)
        expect(kept.length + (checked.dropped['out-of-range'] ?? 0)).toBe(Object.keys(figures).length)
      }),
    )
  })
})
