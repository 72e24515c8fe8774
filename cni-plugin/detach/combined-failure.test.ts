import { expect, test } from 'vitest'
import { CniError } from '../../cni/cni-error.ts'
import { combinedFailure } from './combined-failure.ts'

test('combinedFailure() has the code of the first and the words of all', () => {
  const failures = [
    new CniError(11, 'First', 'why'),
    new CniError(5, 'Second', 'left out'),
    new CniError(7, 'Third'),
  ]
  expect(combinedFailure(failures, ['what to do'])).toMatchObject({
    code: 11,
    message: 'First',
    details: 'why; Second; Third; what to do',
  })
})

test('combinedFailure() of one is that one, of none is none', () => {
  expect(combinedFailure([new CniError(5, 'Only')])).toMatchObject({ code: 5, details: undefined })
  expect(combinedFailure([], ['what to do'])).toBe(null)
})
