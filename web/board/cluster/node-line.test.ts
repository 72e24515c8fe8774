import { expect, test } from 'vitest'
import { kpiScoreWith, networkWith } from '../../../test/support/page-records.ts'
import { lineOf, networksOf } from './node-line.ts'

const excluded = { code: 'cooling-down', detail: 'it has refused a pod' } as const

test('lineOf() keeps state, score, use and reason of each network', () => {
  const line = lineOf({
    at: 5,
    node: 'n',
    networks: [
      networkWith('a', { score: 0.7, rank: 1, kpis: [kpiScoreWith({ reading: 0.4 })] }),
      networkWith('b', { rank: null, excluded, kpis: [] }),
    ],
  })
  expect(line.cells.get('a')).toMatchObject({ score: 0.7, use: 0.4, isFirst: true, excluded: null })
  expect(line.cells.get('b')).toMatchObject({ state: 'coolingDown', use: null, excluded: excluded.detail })
})

test('networksOf() has every network once, by name', () => {
  const line = (node: string, ...names: string[]) =>
    lineOf({ at: 1, node, networks: names.map((name) => networkWith(name)) })
  expect(networksOf([line('n1', 'b', 'a'), line('n2', 'c', 'b'), line('n3')])).toEqual(['a', 'b', 'c'])
})
