import { expect, test } from 'vitest'
import { pendingMigrations } from './pending-migrations.ts'

const first = { number: 1, name: '0001-a.sql', checksum: 'aa', sql: 'A' }
const second = { number: 2, name: '0002-b.sql', checksum: 'bb', sql: 'B' }

test('pendingMigrations() answers the steps that were not applied, in order', () => {
  expect(pendingMigrations([first, second], [], 'x.db')).toEqual([first, second])
  expect(pendingMigrations([first, second], [first], 'x.db')).toEqual([second])
  expect(pendingMigrations([first, second], [first, second], 'x.db')).toEqual([])
})

test('pendingMigrations() refuses a database that is newer', () => {
  expect(() => pendingMigrations([first], [first, second], 'x.db')).toThrow(
    'Cannot open x.db as its schema has step 0002-b.sql and this program knows steps up to 1: start the newer program, or move the database away',
  )
})

test('pendingMigrations() refuses a step that has changed since', () => {
  expect(() => pendingMigrations([{ ...first, checksum: 'ab' }], [first], 'x.db')).toThrow(
    "Cannot open x.db as it was made with another 0001-a.sql than this program's",
  )
})
