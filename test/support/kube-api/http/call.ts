import type { IncomingMessage } from 'node:http'
import type { UserInfo } from '../access/user-info.ts'
import type { ResourceType } from '../resources/resource-type.ts'
import type { RequestInfo } from './request-info.ts'

/** A request that may be answered: who asks, for what, and the body once it is read. */
export interface Call {
  readonly info: RequestInfo
  readonly request: IncomingMessage
  readonly user: UserInfo
  readonly body: unknown
  readonly warnings: string[]
}

/** A call about objects. */
export interface ResourceCall extends Call {
  readonly type: ResourceType
}

/** What goes back at once; watches and forwarded ports answer by themselves. */
export interface Answer {
  readonly code: number
  readonly body: unknown
  /** JSON if left out. */
  readonly contentType?: string
}

/** Whether a query says yes. */
export const isSet = (query: URLSearchParams, name: string): boolean =>
  ['1', 'true', 'All'].includes(query.get(name) ?? '')
