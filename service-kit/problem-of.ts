import { STATUS_CODES } from 'node:http'
import type { Problem } from '../domain/problem.ts'
import type { BodyFault } from './api-fault.ts'

/** Of a body with more faults than this nobody reads them all. */
const mostErrors = 64

/** A fault as RFC 9457 has it: a status says what kind it is, a sentence what was wrong this time. */
export function problemOf(status: number, sentence: string, errors: readonly BodyFault[] = []): Problem {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Unknown',
    status,
    detail: sentence,
    message: sentence,
    ...(errors.length > 0 && { errors: errors.slice(0, mostErrors) }),
  }
}
