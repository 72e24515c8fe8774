import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Candidate } from '../../domain/decision.ts'
import { Exclusion } from '../../domain/exclusion.ts'
import { judgeNode, neutral } from './judge-node.ts'

type Code = Exclusion['code']

const candidate = (network: string, score: number, code?: Code): Candidate => ({
  network,
  score,
  rank: code === undefined ? 1 : null,
  excluded: code === undefined ? null : { code, detail: 'why' },
  reservedBitsPerSecond: 0,
  reservedAttachments: 0,
  kpis: [],
})

test('judgeNode() gives the best network in tenths, whatever the others are', () => {
  expect(judgeNode([candidate('a', 0.84), candidate('b', 0.1), candidate('c', 0, 'denied')])).toEqual({
    failure: null,
    isFinal: false,
    priority: 8,
  })
})

test('judgeNode() says of a node without networks what it says of one that nobody knows', () => {
  expect(judgeNode([])).toEqual(neutral)
})

test('judgeNode() never leaves out a node for what its agent may know better', () => {
  const unsure = [candidate('a', 0, 'addresses-exhausted'), candidate('b', 0, 'capability-missing')]
  expect(judgeNode(unsure)).toEqual({ failure: null, isFinal: false, priority: 0 })
})

test('judgeNode() tells what emptying the node could help', () => {
  const denied = candidate('b', 0, 'denied')
  const finals = [[denied], [denied, candidate('a', 0, 'attachments-exhausted')]].map(
    (candidates) => judgeNode(candidates).isFinal,
  )
  expect(finals).toEqual([true, false])
})

test('judgeNode() is from 0 to 10, and fails nobody who has a network that can take the pod', () => {
  const codes = Exclusion.properties.code.anyOf.map(({ const: code }) => code)
  const any = fc.record({
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    code: fc.option(fc.constantFrom(...codes), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 6 }), (all) => {
      const candidates = all
        .map(({ score, code }, index) => candidate(`n${index}`, score, code))
        .toSorted((one, other) => Number(one.excluded !== null) - Number(other.excluded !== null))
      const { failure, isFinal, priority } = judgeNode(candidates)
      expect(Number.isInteger(priority) && priority >= 0 && priority <= 10).toBe(true)
      if (all.some(({ code }) => code === undefined)) expect([failure, isFinal]).toEqual([null, false])
    }),
  )
})
