import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPostgresUrl, databaseName, isPostgresUrl } from './database-name.ts'
import { postgresSentence } from './postgres-fault.ts'

test('databaseName() names user, host, port and database', () => {
  expect(databaseName('postgres://genie:secret@db:5433/genie?sslmode=verify-full')).toBe(
    'postgres://genie@db:5433/genie',
  )
  expect(databaseName('postgresql:///genie?host=/run/postgresql')).toBe('postgresql:///run/postgresql/genie')
  expect(databaseName('nonsense')).toBe('the database')
  expect(databaseName('postgres://genie:12/half-a-password@db/genie')).toBe('the database')
})

test('no sentence has the password, whatever it is', () => {
  const password = fc.string({ minLength: 1, maxLength: 20 }).map((text) => `1${text}pw-${text}-pw`)
  fc.assert(
    fc.property(password, fc.boolean(), (secret, isEscaped) => {
      const written = isEscaped ? encodeURIComponent(secret) : secret
      const url = `postgres://genie:${written}@db/genie`
      const said = [postgresSentence(databaseName(url), new Error('Connection terminated'))]
      try {
        checkPostgresUrl(url, 'GENIE_DB')
      } catch (error) {
        said.push(String(error))
      }
      expect(said.join(' ')).not.toContain('pw-')
    }),
  )
})

test('a path is no URL of PostgreSQL, nor is another engine’s', () => {
  expect(['/var/lib/genie/genie.db', 'mysql://db', 'postgres.db', ':memory:'].map(isPostgresUrl)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(isPostgresUrl('postgresql://db')).toBe(true)
})
