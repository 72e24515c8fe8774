import { expect, test } from 'vitest'
import { readImport } from './read-import.ts'

test('readImport() takes tables, lists of rates, whole bodies and pricing files of OpenCost', () => {
  expect(readImport(' \n', false)).toBeUndefined()
  expect(readImport('network,unit\nweave,GB\n', false)).toEqual({
    given: { csv: 'network,unit\nweave,GB', add: false },
    pointer: '/csv',
  })
  expect(readImport('[{"unit":"GB"}]', true)).toEqual({
    given: { rates: [{ unit: 'GB' }], add: true },
    pointer: '/rates',
  })
  expect(readImport('{"rates": [], "add": true}', false)).toEqual({
    given: { rates: [], add: false },
    pointer: '/rates',
  })
  const pricing = { opencost: { zoneNetworkEgress: '0.01' }, network: 'gke', currency: 'USD' }
  expect(readImport(JSON.stringify(pricing), false)).toEqual({
    given: { ...pricing, add: false },
    pointer: '/opencost',
  })
})

test.each([
  ['{"rates": [', 'noJson'],
  ['{"prices": 1}', 'noRates'],
  ['x'.repeat(1_000_001), 'tooLong'],
])('readImport() finds fault with %.20s', (text, fault) => {
  expect(readImport(text, false)).toEqual({ fault })
})

test('readImport() takes script tags for a table, for the server to say what is wrong with it', () => {
  expect(readImport('<script>alert(1)</script>', false)).toMatchObject({ pointer: '/csv' })
})
