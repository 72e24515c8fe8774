import { expect, test } from 'vitest'
import { readStepSums } from './step-sums.ts'

const nothing = { seconds: 0, count: 0 }

test('readStepSums() reads sum and count of every step, and nothing else', () => {
  const page = `# HELP genie_attach_step_duration_seconds How long the steps of an ADD took
# TYPE genie_attach_step_duration_seconds histogram
genie_attach_step_duration_seconds_bucket{le="0.001",step="plan"} 1
genie_attach_step_duration_seconds_sum{step="plan"} 0.0035
genie_attach_step_duration_seconds_count{step="plan"} 2
genie_attach_step_duration_seconds_sum{step="merge"} 1.5e-05
genie_attach_step_duration_seconds_count{step="merge"} 2
genie_plan_duration_seconds_sum 7
`
  expect(readStepSums(page)).toEqual({
    start: nothing,
    request: nothing,
    plan: { seconds: 0.0035, count: 2 },
    journal: nothing,
    exec: nothing,
    merge: { seconds: 0.000015, count: 2 },
  })
})
