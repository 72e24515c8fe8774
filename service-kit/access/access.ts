import type { RouteAccess } from '../route-access.ts'

/** Somebody who calls the API. */
export interface Caller {
  /** As the audit trail has it. */
  readonly name: string
  /** As the API server of a cluster knows them. */
  readonly groups: readonly string[]
  /** How they are known: from this machine, by a token of the file, by the cluster, or not at all. */
  readonly by: 'machine' | 'token' | 'cluster' | 'nobody'
  /** What they may do; `asked`: the cluster is asked each time. */
  readonly may: 'read' | 'write' | 'asked'
}

/** What a request shows of its caller. */
export interface Presented {
  /** Whether it comes from this machine, and no proxy says that it is somebody else's. */
  readonly isLocal: boolean
  readonly token: string | null
  /** A caller who only reads may be known from before while nobody can be asked. */
  readonly isWrite: boolean
}

/** What a request wants to do with what. */
export interface AskedAccess extends Pick<RouteAccess, 'verb' | 'resource'> {
  readonly namespace?: string
  readonly name?: string
}

/** Who may do what. */
export interface Access {
  /** `local`: this machine; `tokens`: those of a file; `cluster`: those whom the API server lets. */
  readonly mode: 'local' | 'tokens' | 'cluster'
  /**
   * Null for somebody who has to sign in first.
   * @throws {ApiFault} 503 where it cannot be found out
   */
  identify(presented: Presented): Promise<Caller | null>
  /** @throws {ApiFault} 503 where it cannot be found out */
  allows(caller: Caller, asked: AskedAccess): Promise<boolean>
}

const readingVerbs: readonly string[] = ['get', 'list', 'watch']

/** Whether a verb changes nothing. */
export const isReading = ({ verb }: Pick<AskedAccess, 'verb'>): boolean => readingVerbs.includes(verb)

/** Whoever calls from this machine: its users are told apart by nobody. */
export const localCaller = (may: Caller['may']): Caller => ({
  name: 'system:local',
  groups: [],
  by: 'machine',
  may,
})

/** Somebody who has not signed in, where that is not needed to read. */
export const anonymous: Caller = { name: 'system:anonymous', groups: [], by: 'nobody', may: 'read' }
