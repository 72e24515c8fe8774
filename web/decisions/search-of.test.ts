import { expect, test } from 'vitest'
import { isSearch, searchIn, searchOf } from './search-of.ts'

const of = (query: Record<string, string>) => searchOf(searchIn(query))

test('searchIn() reads the address, without what it does not know', () => {
  expect(searchIn({ pod: ' web-1 ', colour: 'red' })).toEqual({
    pod: 'web-1',
    namespace: '',
    network: '',
    outcome: '',
    from: '',
    to: '',
  })
  expect([isSearch(searchIn({ colour: 'red' })), isSearch(searchIn({ network: 'a' }))]).toEqual([false, true])
})

test('searchOf() asks for what is said and nothing else', () => {
  expect(of({})).toEqual({ search: {}, faults: {} })
  expect(of({ pod: 'a', network: 'Größe', outcome: 'failed', from: '2026-11-25T14:00' })).toEqual({
    search: {
      pod: 'a',
      network: 'Größe',
      outcome: 'failed',
      from: new Date(2026, 10, 25, 14).getTime(),
    },
    faults: {},
  })
})

test.each([
  [{ pod: 'x'.repeat(254) }, { pod: 'tooLong' }],
  [{ pod: '<script>' }, { pod: 'noName' }],
  [{ namespace: 'Ünï' }, { namespace: 'noName' }],
  [{ network: 'x'.repeat(257) }, { network: 'tooLong' }],
  [{ outcome: 'lost' }, { outcome: 'noOutcome' }],
  [{ from: 'yesterday' }, { from: 'noTime' }],
  [{ to: '-5' }, { to: 'noTime' }],
  [{ from: '2026-11-25T14:00', to: '2026-11-25T14:00' }, { to: 'notAfter' }],
])('searchOf() finds fault with %j', (query, faults) => {
  expect(of(query as Record<string, string>).faults).toEqual(faults)
})
