import { expect, test } from 'vitest'
import { ManualClock } from '../../service-kit/clock.ts'
import { SaidFaults } from './said-faults.ts'

/** What is said in each of the rounds, ten seconds apart. */
function said(rounds: readonly (readonly string[])[]): string[][] {
  const clock = new ManualClock()
  const faults = new SaidFaults(clock)
  return rounds.map((wrong) => {
    clock.advance(10_000)
    return faults.take(wrong)
  })
}

test('SaidFaults says a fault once for as long as it lasts, however long', () => {
  const rounds = Array.from({ length: 200 }, () => ['a', 'b', 'a'])
  expect(said(rounds).flat()).toEqual(['a', 'b'])
})

test('SaidFaults says a fault that comes and goes every ten minutes', () => {
  const rounds = Array.from({ length: 200 }, (_, round) => (round % 2 === 0 ? ['a'] : []))
  const when = said(rounds).flatMap((news, round) => (news.length > 0 ? [round] : []))
  expect(when).toEqual([0, 60, 120, 180])
})

test('SaidFaults says in the end what has come back to stay', () => {
  const rounds = [['a'], [], ...Array.from({ length: 100 }, () => ['a'])]
  expect(said(rounds).flatMap((news, round) => (news.length > 0 ? [round] : []))).toEqual([0, 60])
})

test('SaidFaults knows whether something that was said lasts, and forgets what was long ago', () => {
  const clock = new ManualClock()
  const faults = new SaidFaults(clock)
  const standing = [[], ['a'], ['a'], [], ['a'], ['b']].map((wrong) => {
    faults.take(wrong)
    return faults.isStanding
  })
  expect(standing).toEqual([false, true, true, false, false, true])
  clock.advance(600_000)
  expect(faults.take(['a'])).toEqual(['a'])
})
