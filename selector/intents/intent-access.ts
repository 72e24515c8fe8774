import type { FastifyRequest } from 'fastify'
import type { Manifest } from '../../domain/manifest.ts'
import type { Clock } from '../../service-kit/clock.ts'
import type { IntentStore } from '../../store/intent-store.ts'

/** As much of a request as says who it is from. */
export type Asking = Pick<FastifyRequest, 'caller' | 'headers'>

/** Where the routes of intents find them, and by whose rights. */
export interface IntentAccess {
  /** `api`: a store of ours; `cluster`: the API server, where the caller's own rights count. */
  readonly origin: 'api' | 'cluster'
  /**
   * What a caller may read or write.
   * @throws {ApiFault} 401 if that needs a token which the request has not
   */
  readonly use: <T>(request: Asking, work: (intents: IntentStore) => Promise<T>) => Promise<T>
  /** Who has changed what through this API. */
  readonly trail: Pick<IntentStore, 'history'>
  /** Definitions of files, which count before all others and are not written here. */
  readonly declared: () => readonly Manifest[]
  /** Told after every write, before it is answered. */
  readonly onWritten: () => Promise<void>
  readonly clock: Clock
}
