import { expect, test } from 'vitest'
import { isPassing } from './is-passing.ts'
import { KubeError } from './kube-error.ts'

test.each([
  [0, '', true],
  [401, 'Unauthorized', true],
  [409, 'Conflict', true],
  [429, 'TooManyRequests', true],
  [500, 'InternalError', true],
  [504, 'Timeout', true],
  [400, 'BadRequest', false],
  [403, 'Forbidden', false],
  [404, 'NotFound', false],
  [409, 'AlreadyExists', false],
  [422, 'Invalid', false],
])('status %i %s passes: %s', (status, reason, expected) => {
  expect(isPassing(new KubeError('Cannot', { status, reason }))).toBe(expected)
})

test('a fault of our own does not pass', () => {
  expect(isPassing(new TypeError('x is not a function'))).toBe(false)
})
