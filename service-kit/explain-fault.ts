import { ApiFault, type BodyFault } from './api-fault.ts'
import { schemaFaults, type Refused } from '../domain/schema-faults.ts'

/** What of an error a caller is told. */
export interface ExplainedFault {
  readonly status: number
  readonly sentence: string
  readonly errors: readonly BodyFault[]
  readonly headers?: Readonly<Record<string, string>>
  /** Whether it is ours and nobody's business: the log has it, and not the caller. */
  readonly isInternal: boolean
}

interface ServerError extends Error {
  readonly statusCode?: unknown
  readonly code?: unknown
  readonly validation?: readonly Refused[]
  readonly validationContext?: string
}

/** What fastify says of a request before a route sees it, as we say it. */
const sentences: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'Cannot take a body of that size: send less at a time',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Cannot read a body of that content-type: send application/json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'Cannot read a body that is empty: leave out its content-type, or send JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'Cannot read the body as it is not JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'Cannot read the body as it is not as long as content-length says',
}

const contexts: Readonly<Record<string, string>> = {
  body: 'the body',
  querystring: 'the query',
  params: 'the path',
  headers: 'the headers',
}

/** Reads whatever a route or the server has thrown. */
export function explainFault(thrown: unknown): ExplainedFault {
  const error: ServerError = thrown instanceof Error ? thrown : new Error(String(thrown))
  if (error instanceof ApiFault)
    return {
      status: error.statusCode,
      sentence: error.message,
      errors: error.errors,
      headers: error.headers,
      isInternal: false,
    }
  if (error.validation !== undefined) return explainRefusal(error.validation, error.validationContext)
  const status = typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status >= 500)
    return {
      status,
      sentence: 'Cannot answer as of an internal fault: see the log of this program',
      errors: [],
      isInternal: true,
    }
  const known = sentences[String(error.code)]
  return { status, sentence: known ?? error.message, errors: [], isInternal: false }
}

function explainRefusal(refused: readonly Refused[], context = 'body'): ExplainedFault {
  const faults = schemaFaults(refused)
  const [first] = faults
  const where = first?.pointer === '' || first === undefined ? 'it' : first.pointer
  const more = faults.length > 1 ? `, and ${faults.length - 1} more` : ''
  const sentence = `Cannot take ${contexts[context] ?? context} as ${where} ${first?.detail ?? ''}${more}`
  return { status: 400, sentence, errors: context === 'body' ? faults : [], isInternal: false }
}
