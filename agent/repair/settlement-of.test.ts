import { expect, test } from 'vitest'
import { makeRecord } from '../../test/support/make-record.ts'
import { settlementOf } from './settlement-of.ts'

const states = { none: [], pending: ['pending'], done: ['done'], both: ['pending', 'done'] } as const

const failed = {
  outcome: 'failed',
  error: 'Cannot attach as the plugin ended before anything was attached',
}
const attached = { outcome: 'attached', error: null }
const detached = { outcome: 'detached', error: null }

test.each([
  ['planned', 'none', true, failed],
  ['planned', 'none', false, null],
  ['planned', 'pending', true, null],
  ['planned', 'done', true, attached],
  ['planned', 'done', false, attached],
  ['planned', 'both', true, attached],
  ['attached', 'none', true, detached],
  ['attached', 'none', false, detached],
  ['attached', 'pending', true, null],
  ['attached', 'done', true, null],
  ['attached', 'both', true, null],
  ['failed', 'none', true, null],
  ['failed', 'pending', true, null],
  ['detached', 'none', true, null],
  ['detached', 'done', true, attached],
  ['failed', 'done', false, attached],
] as const)(
  'settlementOf() a decision that is %s, with records: %s, overdue: %s',
  (outcome, journal, isOverdue, settlement) => {
    const others = [makeRecord({ decision: 'd2' }), makeRecord({ decision: null })]
    const records = states[journal].map((state) => makeRecord({ decision: 'd1', state }))
    expect(settlementOf({ id: 'd1', outcome }, [...others, ...records], isOverdue)).toEqual(settlement)
  },
)
