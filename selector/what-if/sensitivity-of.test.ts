import { expect, test } from 'vitest'
import { randomDecisions } from '../../bench/what-if/random-decisions.ts'
import type { Decision } from '../../domain/decision.ts'
import type { Flip } from '../../domain/what-if.ts'
import { judge } from '../pipeline/decide.ts'
import { inputsOf } from '../pipeline/replay/inputs-of.ts'
import { sensitivityOf, withWeight } from './sensitivity-of.ts'

const decisions = [...randomDecisions({ count: 25, seed: 7 })]

const winnerWith = (decision: Decision, kpi: Flip['kpi'], weight: number) =>
  judge(withWeight(inputsOf(decision), kpi, weight)).picks[0]

test('at a flip another network wins, and a thousandth nearer to the own weight it does not', () => {
  for (const decision of decisions)
    for (const { weight, flips } of sensitivityOf(decision).weights)
      for (const { kpi, to, network } of flips) {
        expect(winnerWith(decision, kpi, to)).toBe(network)
        expect(network).not.toBe(decision.chosen)
        const nearer = Math.round((to - Math.sign(to - weight) / 1_000) * 1_000) / 1_000
        if (Math.abs(nearer - weight) >= 0.001)
          expect(winnerWith(decision, kpi, nearer)).toBe(decision.chosen)
      }
})

test('where sensitivityOf() tells no flip, no weight from 0 to 10 makes another network win', () => {
  for (const decision of decisions) {
    const firm = sensitivityOf(decision).weights.filter(({ flips }) => flips.length === 0)
    for (const { kpi } of firm)
      for (let weight = 0; weight <= 10; weight += 0.5)
        expect(winnerWith(decision, kpi, weight)).toBe(decision.chosen)
  }
})

test('the smallest change is the nearest flip of all, and weights come by how much they move the lead', () => {
  for (const decision of decisions) {
    const { weights, smallest, lead, chosen } = sensitivityOf(decision)
    const changes = weights.flatMap(({ flips }) => flips.map(({ from, to }) => Math.abs(to - from)))
    expect(smallest === null ? Infinity : Math.abs(smallest.to - smallest.from)).toBe(Math.min(...changes))
    const swings = weights.map(({ leadAt0, leadAt10 }) => Math.abs(leadAt10 - leadAt0))
    expect(swings).toEqual(swings.toSorted((one, other) => other - one))
    expect([chosen, lead === null]).toEqual([
      decision.chosen,
      decision.candidates.filter(({ excluded }) => excluded === null).length < 2,
    ])
  }
})
