import { expect, test } from 'vitest'
import { checkSelector } from './check-selector.ts'

const named = (key: string) => checkSelector({ matchLabels: { [key]: 'a' } })

test.each(['app', 'App_1', 'app.kubernetes.io/name', 'a.b/c', 'k'.repeat(63), `${'p'.repeat(253)}/n`])(
  'checkSelector() takes the label %s',
  (key) => {
    expect(() => named(key)).not.toThrow()
  },
)

test.each([
  '',
  '-app',
  'app-',
  'a b',
  'a/b/c',
  '/a',
  'a/',
  'UP.io/a',
  'größe',
  'k'.repeat(64),
  `${'p'.repeat(254)}/n`,
])('checkSelector() refuses %j as a label', (key) => {
  expect(() => named(key)).toThrow('which no label can be called: name a label')
  expect(() => checkSelector({ matchExpressions: [{ key, operator: 'Exists' }] })).toThrow('no label')
})

test('checkSelector() refuses values where there are to be none, and none where there are to be some', () => {
  const of = (operator: 'In' | 'Exists', values?: string[]) => () =>
    checkSelector({ matchExpressions: [{ key: 'app', operator, ...(values && { values }) }] })
  expect(of('In')).toThrow('its podSelector says In of "app" with no values: give some')
  expect(of('Exists', ['a'])).toThrow('its podSelector says Exists of "app" with values: leave them out')
  expect(of('In', ['a'])).not.toThrow()
})
