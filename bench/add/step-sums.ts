import { attachSteps, type AttachStep } from '../../domain/plan-protocol.ts'

/** What an agent has counted so far of one step. */
export interface StepSum {
  readonly seconds: number
  readonly count: number
}

/** What it has counted of every step. */
export type StepSums = Readonly<Record<AttachStep, StepSum>>

const sample = /^genie_attach_step_duration_seconds_(sum|count)\{step="(\w+)"\} (\S+)$/gm

/** The steps' sums and counts of an agent's metrics page (Prometheus text format 0.0.4); zero of what it lacks. */
export function readStepSums(page: string): StepSums {
  const found = new Map<string, number>()
  for (const [, kind, step, value] of page.matchAll(sample)) found.set(`${step} ${kind}`, Number(value))
  const sumOf = (step: AttachStep): StepSum => ({
    seconds: found.get(`${step} sum`) ?? 0,
    count: found.get(`${step} count`) ?? 0,
  })
  return Object.fromEntries(attachSteps.map((step) => [step, sumOf(step)])) as Record<AttachStep, StepSum>
}
