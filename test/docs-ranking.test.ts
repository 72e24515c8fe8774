import { expect, test } from 'vitest'
import { Exclusion } from '../domain/exclusion.ts'
import { kpis } from '../domain/kpi.ts'
import { codeIn, docTable } from './support/doc-table.ts'

test('docs/ranking.md has every reason for which a network is left out', () => {
  const told = docTable('docs/ranking.md', 'Filters').flatMap(([codes = '']) => codes.split(', ').map(codeIn))
  const codes = Exclusion.properties.code.anyOf.map(({ const: code }) => code as string)
  expect(told.toSorted()).toEqual(codes.toSorted())
})

test('docs/kpis.md has every KPI, in the order of the code', () => {
  const told = docTable('docs/kpis.md', 'KPIs: what networks are judged by').map(([kpi]) => codeIn(kpi))
  expect(told).toEqual(kpis)
})
