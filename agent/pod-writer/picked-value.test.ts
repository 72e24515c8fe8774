import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionIn, pickedValue } from './picked-value.ts'

const id = '0199f0a2-7c1e-7d3b-8a44-5b1f7c9e2d10'
const picked = (network: string, score: number | null = 0.81249) => ({
  id,
  network,
  score,
  reason: 'weave: the only network that can take the pod',
  isObserved: false,
})

test('pickedValue() tells network, score to three digits, and decision', () => {
  expect(pickedValue(picked('weave'))).toBe(`{"network":"weave","score":0.812,"decision":"${id}"}`)
})

test('pickedValue() has no score for a decision that is not kept any more', () => {
  expect(pickedValue(picked('weave', null))).toBe(`{"network":"weave","score":null,"decision":"${id}"}`)
})

test('pickedValue() cuts a long name so that 256 bytes are enough, and keeps the decision whole', () => {
  const value = pickedValue(picked('ü'.repeat(253)))
  expect(Buffer.byteLength(value)).toBeLessThanOrEqual(256)
  expect(JSON.parse(value)).toEqual({
    network: expect.stringMatching(/^ü{80,}…$/) as string,
    score: 0.812,
    decision: id,
  })
})

test('pickedValue() is JSON of 256 bytes at most whatever the network is called, and tells its decision', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.double({ min: 0, max: 1 }),
      (name, score) => {
        const value = pickedValue(picked(name, score))
        expect(Buffer.byteLength(value)).toBeLessThanOrEqual(256)
        expect(decisionIn(value)).toBe(id)
      },
    ),
  )
})

test('decisionIn() finds none in what others have written there', () => {
  for (const value of [undefined, '', 'weave', '[]', 'null', '{"decision":7}'])
    expect(decisionIn(value)).toBeNull()
})
