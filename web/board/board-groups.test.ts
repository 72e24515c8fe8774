import { expect, test } from 'vitest'
import { networkWith } from '../../test/support/page-records.ts'
import { groupHeads, groupOf } from './board-groups.ts'

const excluded = (code: 'denied' | 'sla-missed') => ({ rank: null, excluded: { code, detail: '' } })
const [a, b, c, d] = [
  networkWith('a'),
  networkWith('b', { missesSla: 'latency 9 ms, 5 ms at most' }),
  networkWith('c', excluded('sla-missed')),
  networkWith('d', excluded('denied')),
]

test('groupOf() asks for the SLA before anything else', () => {
  expect([a, b, c, d].map(groupOf)).toEqual(['meets', 'misses', 'misses', 'excluded'])
})

test('groupHeads() heads the first of each group, and nobody where there is one group', () => {
  expect([...groupHeads([a, b, c, d])]).toEqual([
    ['a', 'meets'],
    ['b', 'misses'],
    ['d', 'excluded'],
  ])
  expect(groupHeads([b, c]).size).toBe(0)
  expect(groupHeads([]).size).toBe(0)
})
