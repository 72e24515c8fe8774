import { expect, test } from 'vitest'
import type { WhatIfReport } from '../../domain/what-if.ts'
import { sumUpReports } from './sum-up-reports.ts'

const report = (over: Partial<WhatIfReport>): WhatIfReport => ({
  decisions: 0,
  compared: 0,
  skipped: [],
  oldestAt: null,
  newestAt: null,
  changed: 0,
  refused: 0,
  moves: [],
  networks: [],
  figures: [],
  congested: { decisions: 0, before: 0, after: 0 },
  degraded: { before: 0, after: 0 },
  cost: [],
  sample: [],
  unknown: [],
  ...over,
})

test('sumUpReports() adds up counts and costs, and weighs means by their decisions', () => {
  const one = report({
    decisions: 3,
    compared: 3,
    changed: 1,
    oldestAt: 5,
    newestAt: 9,
    moves: [{ from: 'weave', to: 'calico', decisions: 1 }],
    figures: [{ kpi: 'latency', decisions: 1, before: 1, after: 4 }],
    cost: [{ currency: 'EUR', decisions: 1, before: 2, after: 3, unmoved: 4 }],
    unknown: ['same'],
  })
  const other = report({
    decisions: 4,
    compared: 2,
    oldestAt: 7,
    newestAt: 11,
    skipped: [{ algorithm: 3, decisions: 2 }],
    moves: [
      { from: 'weave', to: null, decisions: 5 },
      { from: 'weave', to: 'calico', decisions: 2 },
    ],
    figures: [{ kpi: 'latency', decisions: 3, before: 2, after: 2 }],
    cost: [
      { currency: 'EUR', decisions: 1, before: 1, after: 1, unmoved: 1 },
      { currency: 'USD', decisions: 1, before: 1, after: 1, unmoved: 1 },
    ],
    unknown: ['same', 'another'],
  })
  expect(sumUpReports([one, other, report({})])).toEqual(
    report({
      decisions: 7,
      compared: 5,
      changed: 1,
      oldestAt: 5,
      newestAt: 11,
      skipped: [{ algorithm: 3, decisions: 2 }],
      moves: [
        { from: 'weave', to: null, decisions: 5 },
        { from: 'weave', to: 'calico', decisions: 3 },
      ],
      figures: [{ kpi: 'latency', decisions: 4, before: 7 / 4, after: 10 / 4 }],
      cost: [
        { currency: 'EUR', decisions: 2, before: 3, after: 4, unmoved: 5 },
        { currency: 'USD', decisions: 1, before: 1, after: 1, unmoved: 1 },
      ],
      unknown: ['same', 'another'],
    }),
  )
})
