import { expect, test } from 'vitest'
import { readinessOf } from './health-check.ts'

const collector = { name: 'collector', fault: null, isFatal: true }
const kubernetes = { name: 'kubernetes', fault: 'Cannot reach it', isFatal: false }

test('readinessOf() is ready while nothing fatal is wrong, and tells of the rest', () => {
  expect(readinessOf([collector, kubernetes])).toEqual({
    isReady: true,
    text: 'ok; kubernetes: Cannot reach it',
    verbose: '[+]collector ok\n[-]kubernetes: Cannot reach it\nreadyz check passed\n',
  })
  expect(readinessOf([collector]).text).toBe('ok')
})

test('readinessOf() gives the reason of what is fatal', () => {
  expect(readinessOf([{ ...collector, fault: 'No round has ended yet' }, kubernetes])).toEqual({
    isReady: false,
    text: 'No round has ended yet',
    verbose: '[-]collector: No round has ended yet\n[-]kubernetes: Cannot reach it\nreadyz check failed\n',
  })
})
