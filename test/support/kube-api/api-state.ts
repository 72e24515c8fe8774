import type { Authenticator } from './access/authenticator.ts'
import type { ObjectStore } from './store/object-store.ts'
import type { ResourceRegistry } from './resources/resource-registry.ts'
import type { ForwardedPorts } from './http/forwarded-ports.ts'

/** Everything that the parts of the server share. */
export interface ApiState {
  readonly store: ObjectStore
  readonly registry: ResourceRegistry
  readonly authenticator: Authenticator
  readonly forwardedPorts: ForwardedPorts
  readonly now: () => Date
  /** How often a quiet watch is told the version. */
  readonly bookmarkEveryMs: number
}
