import type { RequestInfo } from '../http/request-info.ts'

/** A request as it was seen, in the order of arrival. */
export interface SeenRequest {
  readonly atMs: number
  readonly method: string
  readonly path: string
  readonly query: string
  readonly verb: string
  readonly resource: string
  readonly subresource: string
  readonly namespace: string
  readonly name: string
  readonly userAgent: string
  /** 0 until it is answered. */
  code: number
}

/** Which requests to count. */
export type Counted = Partial<Pick<SeenRequest, 'verb' | 'resource' | 'subresource' | 'namespace' | 'name'>>

/** Everything that was asked of the server. */
export class RequestCounts {
  #seen: SeenRequest[] = []

  record(info: RequestInfo, userAgent: string, atMs: number): SeenRequest {
    const { method, path, query, verb, resource, subresource, namespace, name } = info
    const seen = {
      ...{ atMs, method, path, verb, resource, subresource, namespace, name, userAgent },
      query: query.toString(),
      code: 0,
    }
    this.#seen.push(seen)
    return seen
  }

  get all(): readonly SeenRequest[] {
    return this.#seen
  }

  /** How many there were since the start or the last `reset`. */
  of(counted: Counted = {}): number {
    const wanted = Object.entries(counted) as [keyof Counted, string][]
    return this.#seen.filter((seen) => wanted.every(([member, value]) => seen[member] === value)).length
  }

  reset(): void {
    this.#seen = []
  }
}
