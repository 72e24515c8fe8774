import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { readConfig } from './read-config.ts'

const schema = Type.Object({
  GENIE_PORT: Type.Integer({ default: 8480, minimum: 1 }),
  GENIE_NAME: Type.String({ default: 'node', pattern: '^[a-z]+$' }),
  GENIE_DIR: Type.Optional(Type.String()),
})

test('readConfig() fills in defaults and converts numbers', () => {
  expect(readConfig(schema, { GENIE_PORT: '90', GENIE_NAME: '', OTHER: 'x' })).toEqual({
    GENIE_PORT: 90,
    GENIE_NAME: 'node',
  })
})

test('readConfig() lists every fault at once with the value that was given', () => {
  expect(() => readConfig(schema, { GENIE_PORT: 'many', GENIE_NAME: 'A1' })).toThrow(
    'Cannot start with GENIE_PORT=many as it must be integer; Cannot start with GENIE_NAME=A1 as it must match pattern "^[a-z]+$"',
  )
})

test.each([
  ['htps://me:secret@host/x', 'htps://[removed]@host/x'],
  ['me:se/cr@et@host', '[removed]@host'],
])('readConfig() shows no password of %s', (value, shown) => {
  const url = Type.Object({ GENIE_URL: Type.String({ pattern: '^https?://' }) })
  expect(() => readConfig(url, { GENIE_URL: value })).toThrow(`GENIE_URL=${shown} as it must match`)
})
