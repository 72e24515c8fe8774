import { expect, test } from 'vitest'
import { pinnedIn, withPin } from './pinned.ts'

const next = (pins: readonly string[], network: string) => pinnedIn({ pin: withPin(pins, network) ?? '' })

test('withPin() pins two at most, the newest ones, and lets go what is pinned', () => {
  expect(next([], 'a')).toEqual(['a'])
  expect(next(['a'], 'b')).toEqual(['a', 'b'])
  expect(next(['a', 'b'], 'c')).toEqual(['b', 'c'])
  expect(next(['a', 'b'], 'a')).toEqual(['b'])
  expect(withPin(['a'], 'a')).toBeUndefined()
})

test('pins are names, whatever is in them', () => {
  expect(next(['a,b'], 'ü/<b>')).toEqual(['a,b', 'ü/<b>'])
})
