import type { ApiState } from '../api-state.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { WriteRequest } from './write-request.ts'

/** A write that policies may refuse. */
export interface Admission {
  readonly request: WriteRequest
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE'
  readonly object: ApiObject | undefined
  readonly oldObject: ApiObject | undefined
}

/** What all writes need. */
export interface WriteParts {
  readonly state: ApiState
  /** Throws a StatusError if a policy refuses it. */
  readonly admit: (admission: Admission) => void
}
