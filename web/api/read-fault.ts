import type { Problem } from '../../domain/problem.ts'
import { pageWords } from '../catalogue/page.ts'
import { ApiFault } from './api-fault.ts'

/** The fault that an answer tells of: the server's own sentence if it sent one. */
export async function readFault(response: Response): Promise<ApiFault> {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null
  const sentence = problem?.detail ?? problem?.message
  if (typeof sentence !== 'string')
    return new ApiFault(response.status, pageWords.value.answered(response.status))
  const places = Array.isArray(problem?.errors) ? problem.errors : []
  return new ApiFault(response.status, sentence, { at: byPlace(places), isEnglish: true })
}

/** Of one place all that is said of it, such as of every line of a table. */
function byPlace(faults: NonNullable<Problem['errors']>): ApiFault['at'] {
  return Map.groupBy(faults, ({ pointer }) => pointer)
}
