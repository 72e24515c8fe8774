import { expect, test } from 'vitest'
import { postgresFault, postgresSentence } from './postgres-fault.ts'

const withCode = (code: string, message = 'it failed') => Object.assign(new Error(message), { code })

test.each([
  ['28P01', 'login'],
  ['3D000', 'login'],
  ['42501', 'rights'],
  ['25006', 'rights'],
  ['42P01', 'schema'],
  ['53100', 'full'],
  ['53300', 'busy'],
  ['40P01', 'busy'],
  ['57014', 'timeout'],
  ['57P01', 'unreachable'],
  ['23502', 'refused'],
  ['22008', 'refused'],
  ['XX000', 'other'],
  ['ECONNREFUSED', 'unreachable'],
  ['EPIPE', 'unreachable'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
] as const)('%s is %s', (code, fault) => {
  expect(postgresFault(withCode(code))).toBe(fault)
})

test.each([
  ['Query read timeout', 'timeout'],
  ['timeout expired', 'timeout'],
  ['Connection terminated unexpectedly', 'unreachable'],
  ['The server does not support SSL connections', 'tls'],
  ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'login'],
])('what says "%s" is %s', (message, fault) => {
  expect(postgresFault(new Error(message))).toBe(fault)
})

test('a certificate that is missing is told from a socket that is', () => {
  const missing = (syscall: string) => Object.assign(withCode('ENOENT'), { syscall })
  expect(postgresFault(missing('open'))).toBe('tls')
  expect(postgresFault(missing('connect'))).toBe('unreachable')
})

test('a sentence has what was said and what to do', () => {
  expect(postgresSentence('postgres://genie@db/genie', withCode('53100'))).toBe(
    'Cannot use postgres://genie@db/genie as it has no room on its disk (53100): make room, nothing is lost meanwhile',
  )
})
