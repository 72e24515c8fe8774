import type { Answers } from '../../domain/answers.ts'

/** An answer that contradicts itself, by its JSON pointer below the answers. */
export interface AnswerFault {
  readonly pointer: string
  readonly detail: string
}

/** What a schema cannot see. */
export function answerFaults({ bandwidth = {}, cost = {}, families = [] }: Answers): readonly AnswerFault[] {
  const { sustainedMbps = 0, peakMbps = Infinity } = bandwidth
  const faults: AnswerFault[] = []
  if (peakMbps < sustainedMbps)
    faults.push({
      pointer: '/bandwidth/peakMbps',
      detail: `Cannot use a peak of ${peakMbps} Mbit/s below the sustained ${sustainedMbps}: raise it`,
    })
  if (new Set(families).size < families.length)
    faults.push({
      pointer: '/families',
      detail: `Cannot use family ${families[0] ?? ''} twice: name it once`,
    })
  if (Number(cost.monthlyBudget?.amount ?? 1) === 0)
    faults.push({
      pointer: '/cost/monthlyBudget/amount',
      detail: 'Cannot use a budget of 0 as only networks without a price could be taken: name what is there',
    })
  return faults
}
