import type { HttpSource } from '../http/http-source.ts'
import type { MeasuredNetwork } from '../measured-network.ts'
import type { Dropped } from '../sources/dropped.ts'
import type { AddressCount } from './address-count.ts'

/** What a server told, and what of it made no sense. */
export interface EndpointAnswer<T> {
  readonly told: T
  readonly dropped: Dropped
}

/** A CNI whose addresses a server tells: one file in `cni/`, one row in `address-readers.ts`. */
export interface EndpointReader<T> {
  /** As in metrics: `weave`, `calico-metrics`. */
  readonly name: string
  /** An answer is good for so long, where the server is one for the whole cluster. */
  readonly everyMs: number
  isOf(network: Pick<MeasuredNetwork, 'name' | 'plugins'>): boolean
  /** @throws {SourceFault} if the server does not tell */
  ask(server: HttpSource, signal: AbortSignal): Promise<EndpointAnswer<T>>
  /** What it means for a network; none if it tells nothing of it. */
  count(network: MeasuredNetwork, told: T, at: number): readonly AddressCount[]
}
