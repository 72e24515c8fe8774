import { expect, test } from 'vitest'
import { microTime } from '../micro-time.ts'
import { desiredLease, releasedLease } from './desired-lease.ts'

const now = microTime(1_700_000_000_123)
const wish = { identity: 'me', durationSeconds: 15, now, isExpired: false }
const ours = { holderIdentity: 'me', leaseDurationSeconds: 15, renewTime: now }
const before = { leaseDurationSeconds: 15, acquireTime: 'then', renewTime: 'then', leaseTransitions: 4 }

test('times have six digits of a second', () => {
  expect(now).toBe('2023-11-14T22:13:20.123000Z')
})

test.each([
  ['that nobody made', null, wish, { ...ours, acquireTime: now, leaseTransitions: 0 }],
  [
    'of ours',
    { ...before, holderIdentity: 'me' },
    wish,
    { ...ours, acquireTime: 'then', leaseTransitions: 4 },
  ],
  ['of another', { ...before, holderIdentity: 'other' }, wish, null],
  [
    'of another that has expired',
    { ...before, holderIdentity: 'other' },
    { ...wish, isExpired: true },
    { ...ours, acquireTime: now, leaseTransitions: 5 },
  ],
  [
    'that was given back',
    { ...before, holderIdentity: '' },
    wish,
    { ...ours, acquireTime: now, leaseTransitions: 5 },
  ],
  ['without members', {}, wish, { ...ours, acquireTime: now, leaseTransitions: 1 }],
])('a lease %s becomes what client-go makes of it', (_, current, asked, expected) => {
  expect(desiredLease(current, asked)).toEqual(expected)
})

test('a lease that is given back can be taken at once', () => {
  const released = releasedLease({ ...before, holderIdentity: 'me' }, now)
  expect(released).toEqual({
    leaseDurationSeconds: 1,
    acquireTime: now,
    renewTime: now,
    leaseTransitions: 4,
  })
})
