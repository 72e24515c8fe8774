import { expect, test } from 'vitest'
import { tlsFilesOf } from './extender-settings.ts'

const [GENIE_EXTENDER_CERT, GENIE_EXTENDER_KEY, GENIE_EXTENDER_CLIENT_CA] = ['/c', '/k', '/ca']

test('tlsFilesOf() is null for plain HTTP, and whole for TLS', () => {
  expect(tlsFilesOf({})).toBe(null)
  expect(tlsFilesOf({ GENIE_EXTENDER_CERT, GENIE_EXTENDER_KEY })).toEqual({
    certificate: '/c',
    key: '/k',
    clientCa: null,
  })
})

test.each([
  [{ GENIE_EXTENDER_KEY }, 'without GENIE_EXTENDER_CERT'],
  [{ GENIE_EXTENDER_CERT }, 'without GENIE_EXTENDER_KEY'],
  [{ GENIE_EXTENDER_CLIENT_CA }, 'without GENIE_EXTENDER_CERT'],
])('tlsFilesOf() refuses %j: who means TLS must not get less', (settings, words) => {
  expect(() => tlsFilesOf(settings)).toThrow(words)
})
