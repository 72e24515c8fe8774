import { expect, test } from 'vitest'
import { defaultProfile } from '../../../domain/profile.ts'
import { areBut, keepFit } from './keep-fit.ts'

const { weights } = defaultProfile

test('what is taken keeps the share that fit has', () => {
  const taken = { ...weights, utilization: 0 }
  expect(keepFit(taken, { ...weights, fit: 4 })).toEqual({ ...taken, fit: 2.5 })
  expect(keepFit(taken, weights)).toBe(taken)
  expect(areBut(keepFit(taken, { ...weights, fit: 4 }), taken)).toBe(true)
  expect(areBut(weights, taken)).toBe(false)
})

test('a weight of fit that is given stands, and fit alone says nothing of the others', () => {
  const none = Object.fromEntries(Object.keys(weights).map((kpi) => [kpi, 0])) as typeof weights
  expect(keepFit({ ...weights, fit: 1 }, { ...weights, fit: 4 }).fit).toBe(1)
  expect(keepFit(weights, { ...none, fit: 5 })).toBe(weights)
})
