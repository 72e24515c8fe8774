import { expect, test } from 'vitest'
import { answersOf } from './answers-of.ts'

test('what is typed becomes answers; what is empty is left out', () => {
  const texts = {
    '/answers/networkPolicy': 'egress',
    '/answers/families': 'IPv4,IPv6',
    '/answers/latency/p95Ms': ' 2,5 ',
    '/answers/latency/strictness': 'must',
    '/answers/bandwidth/strictness': 'goal',
    '/answers/link/multicast': 'yes',
    '/answers/cost/monthlyBudget/amount': '3,50',
    '/answers/cost/monthlyBudget/currency': 'eur',
    '/answers/scale/pods': '',
  }
  expect(answersOf(texts)).toEqual({
    answers: {
      networkPolicy: 'egress',
      families: ['IPv4', 'IPv6'],
      latency: { p95Ms: 2.5, strictness: 'must' },
      link: { multicast: true },
      cost: { monthlyBudget: { amount: '3.50', currency: 'EUR' } },
    },
    faults: new Map(),
  })
})

test('junk is a fault at its place, and the other questions still count', () => {
  const texts = {
    '/answers/traffic': 'web',
    '/answers/latency/p95Ms': '-1',
    '/answers/link/minMtu': '1500.5',
    '/answers/cost/monthlyBudget/amount': '<script>',
    '/answers/scale/pods': 'ünï',
  }
  expect(answersOf(texts)).toEqual({
    answers: { traffic: 'web' },
    faults: new Map([
      ['/answers/latency/p95Ms', 'number'],
      ['/answers/link/minMtu', 'whole'],
      ['/answers/cost/monthlyBudget/amount', 'amount'],
      ['/answers/cost/monthlyBudget/currency', 'missing'],
      ['/answers/scale/pods', 'number'],
    ]),
  })
})
