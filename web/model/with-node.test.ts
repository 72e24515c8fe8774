import { expect, test } from 'vitest'
import { withNode } from './with-node.ts'

test('withNode() asks for the node that the page is opened for, and for none otherwise', () => {
  expect(withNode('/api/v1/networks', '?node=n 1')).toBe('/api/v1/networks?node=n%201')
  expect(withNode('/api/v1/decisions?limit=50', '?node=n1&x=y')).toBe('/api/v1/decisions?limit=50&node=n1')
  expect(withNode('/api/v1/networks', '')).toBe('/api/v1/networks')
  expect(withNode('/api/v1/networks', '?node=')).toBe('/api/v1/networks')
})
