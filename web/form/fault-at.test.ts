import { expect, test } from 'vitest'
import { ApiFault } from '../api/api-fault.ts'
import { faultAt } from './fault-at.ts'
import { fieldId } from './field-id.ts'

const refusal = new ApiFault(400, 'Cannot take the body', {
  at: new Map([
    ['/weights/latency', [{ detail: 'must be <= 10' }]],
    ['/allow/0', [{ detail: 'must be text' }]],
  ]),
})

test('faultAt() finds what is said of a field, and of what lies below it', () => {
  expect(faultAt(refusal, '/weights/latency')).toEqual([{ detail: 'must be <= 10' }])
  expect(faultAt(refusal, '/allow')).toEqual([{ detail: 'must be text' }])
})

test('faultAt() finds nothing for a field that is only named alike, and none before the first attempt', () => {
  expect(faultAt(refusal, '/weights/late')).toBeUndefined()
  expect(faultAt(refusal, '/all')).toBeUndefined()
  expect(faultAt(undefined, '/allow')).toBeUndefined()
})

test('fieldId() is the same word for the same place', () => {
  expect(fieldId('/weights/latency')).toBe('field-weights-latency')
  expect(fieldId('/answers/a b~1c/0')).toBe('field-answers-a-b-1c-0')
})
