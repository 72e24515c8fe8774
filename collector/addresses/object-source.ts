import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { MeasuredNetwork } from '../measured-network.ts'
import { addUp } from '../sources/dropped.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../sources/figure-source.ts'
import { SaidFaults } from '../sources/said-faults.ts'
import { SourceFault } from '../sources/source-fault.ts'
import type { AddressCount } from './address-count.ts'
import type { ClusterObjects, ObjectQuery } from './cluster-objects.ts'
import type { IpAddress } from './ip-address.ts'
import type { LeaseReader } from './lease-reader.ts'
import type { ObjectReader } from './object-reader.ts'
import { ipamOf, textOf } from './plugin-conf.ts'
import { sourceAnswerOf } from './source-answer-of.ts'

/** What objects are counted with. */
export interface ObjectSourceParts {
  readonly objects: ClusterObjects
  /** This node's name in the API. */
  readonly node: string
  readonly leases: LeaseReader
  readonly clock: Clock
  readonly logger: Logger
}

/** Objects are in memory; only host-local's files are read. */
const limitMs = 2_000

/** Addresses of one CNI's networks, by objects of the API, which are followed only while such a network is there. */
export class ObjectSource implements FigureSource {
  readonly kind = 'addresses'
  readonly limitMs = limitMs
  readonly isAtHand = true
  readonly #reader: ObjectReader
  readonly #parts: ObjectSourceParts
  readonly #faults: SaidFaults

  constructor(reader: ObjectReader, parts: ObjectSourceParts) {
    this.#reader = reader
    this.#parts = parts
    this.#faults = new SaidFaults(parts.clock)
  }

  get name(): string {
    return this.#reader.name
  }

  /** @throws {SourceFault} if what it needs is refused, and no network could be counted for it */
  async read({ at, networks }: SourceView): Promise<SourceAnswer> {
    const { objects, node } = this.#parts
    const own = networks.filter((network) => this.#reader.isOf(network))
    const needs = own.length === 0 ? [] : this.#reader.needs(own, { of: (query) => objects.of(query), node })
    objects.follow(this.name, needs)
    const counts = new Map<string, readonly AddressCount[]>()
    const faults = this.#faultsOf(needs)
    const heardAt = this.#heardAt(needs, at)
    for (const network of own)
      try {
        const counted = await this.#count(network, own, heardAt)
        if (counted !== null) counts.set(network.name, counted)
      } catch (error) {
        faults.push(new SourceFault('malformed', messageOf(error)))
      }
    const [first] = faults
    if (first !== undefined && counts.size === 0) throw first
    this.#say(faults)
    return sourceAnswerOf(counts, addUp(...faults.map(({ reason }) => ({ [reason]: 1 }))))
  }

  close(): Promise<void> {
    this.#parts.objects.follow(this.name, [])
    return Promise.resolve()
  }

  async #count(
    network: MeasuredNetwork,
    networks: readonly MeasuredNetwork[],
    at: number,
  ): Promise<readonly AddressCount[] | null> {
    const { objects, node } = this.#parts
    const leases = this.#reader.readsLeases === true ? await this.#leasesOf(network) : []
    return this.#reader.count(network, { of: (query) => objects.of(query), node, at, networks, leases })
  }

  /** That the API is away whoever follows it has said. */
  #say(faults: readonly SourceFault[]): void {
    const own = faults.filter(({ reason }) => reason !== 'unreachable').map(({ message }) => message)
    for (const fault of this.#faults.take(own)) this.#parts.logger.warn(fault)
  }

  #leasesOf(network: MeasuredNetwork): Promise<readonly IpAddress[]> {
    const dataDir = textOf(ipamOf(network, 'host-local')?.['dataDir'])
    return this.#parts.leases.of(network.name, dataDir ?? null)
  }

  /** What the API said last, while it is away, is as old as that. */
  #heardAt(needs: readonly ObjectQuery[], at: number): number {
    const { objects } = this.#parts
    const away = needs.filter((query) => objects.of(query) !== null).map((query) => objects.fault(query))
    return Math.min(at, ...away.flatMap((fault) => fault?.sinceMs ?? []))
  }

  #faultsOf(needs: readonly ObjectQuery[]): SourceFault[] {
    return needs.flatMap((query) => {
      const fault = this.#parts.objects.fault(query)
      return fault === null ? [] : new SourceFault(fault.reason, fault.message)
    })
  }
}
