import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSweepReport } from './parse-sweep-report.ts'

const name = { containerId: 'c1', ifname: 'eth0' }

test('parseSweepReport() reads what the plugin prints, with members that it may add', () => {
  const report = {
    swept: [{ ...name, reason: 'is of an earlier boot' }],
    failed: [{ ...name, reason: 'x', error: { code: 7 } }],
    left: 3,
  }
  expect(parseSweepReport(`${JSON.stringify(report)}\n`)).toEqual(report)
})

test('parseSweepReport() takes nothing else for a report', () => {
  expect(parseSweepReport('{"cniVersion":"1.0.0","code":4,"msg":"unknown CNI_COMMAND"}')).toBeNull()
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseSweepReport(text)).toBeNull()
    }),
  )
})
