import { expect, test } from 'vitest'
import { StepTimes } from './step-times.ts'

test('the steps add up to the time since the process began, however often one of them runs', () => {
  let now = 1_000
  const steps = new StepTimes({ startedAtMs: 990, monotonicMs: () => now })
  steps.enter('request', 995)
  steps.enter('journal')
  for (const [step, ms] of [
    ['plan', 0.25],
    ['journal', 1],
    ['merge', 0.5],
    ['exec', 0.125],
    ['merge', 7.0004],
    ['journal', 0],
  ] as const) {
    now += ms
    steps.enter(step)
  }
  now += 0.5
  expect(steps.total()).toEqual({
    start: 5,
    request: 5,
    plan: 1,
    journal: 1.25,
    exec: 7,
    merge: 0.125,
  })
})
