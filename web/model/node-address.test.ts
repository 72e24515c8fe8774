import { expect, test } from 'vitest'
import { nodeHref, withNode } from './node-address.ts'

test('withNode() asks for the node, and for none where none is named', () => {
  expect(withNode('/api/v1/networks', 'n 1')).toBe('/api/v1/networks?node=n%201')
  expect(withNode('/api/v1/decisions?limit=50', 'n1')).toBe('/api/v1/decisions?limit=50&node=n1')
  expect(withNode('/api/v1/networks', null)).toBe('/api/v1/networks')
  expect(withNode('/api/v1/networks?node=n2', 'n1')).toBe('/api/v1/networks?node=n2')
})

test('nodeHref() leaves the rest of the query as it is', () => {
  expect(nodeHref('n 2', '')).toBe('?node=n+2')
  expect(nodeHref('n2', '?x=y&node=n1')).toBe('?x=y&node=n2')
})
