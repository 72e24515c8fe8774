import type { ProbeAddresses, ProbeNode } from '../domain/probe-exchange.ts'

/** By which nodes learn each other's probe attachments. */
export interface PeerSource extends AsyncDisposable {
  /** Tells the others of ours. Costs nothing where nothing has changed. @throws {Error} if it cannot */
  tell(addresses: ProbeAddresses): Promise<void>
  /** All nodes that have told theirs and are alive, with or without us. @throws {Error} if they cannot be read */
  nodes(): Promise<readonly ProbeNode[]>
}
