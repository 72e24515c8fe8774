import type { Clock } from '../../service-kit/clock.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { MeasuredNetwork } from '../measured-network.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../sources/figure-source.ts'
import { SaidFaults } from '../sources/said-faults.ts'
import { SourceFault } from '../sources/source-fault.ts'
import type { AddressCount } from './address-count.ts'
import { countHostLocal } from './cni/host-local.ts'
import { nodeCidrReader } from './cni/node-cidr.ts'
import type { LeaseReader } from './lease-reader.ts'
import { parseHostLocal } from './parse-host-local.ts'
import { sourceAnswerOf } from './source-answer-of.ts'

/** A directory on the disk. */
const limitMs = 2_000

/** Addresses of networks whose conf has host-local's ranges: its files on this node against them. */
export class HostLocalSource implements FigureSource {
  readonly name = 'host-local'
  readonly kind = 'addresses'
  readonly limitMs = limitMs
  readonly isAtHand = true
  readonly #leases: LeaseReader
  readonly #logger: Logger
  readonly #faults: SaidFaults

  constructor(leases: LeaseReader, logger: Logger, clock: Clock) {
    this.#leases = leases
    this.#logger = logger
    this.#faults = new SaidFaults(clock)
  }

  async read({ at, networks }: SourceView): Promise<SourceAnswer> {
    const counts = new Map<string, readonly AddressCount[]>()
    const faults: string[] = []
    for (const network of networks)
      try {
        const counted = await this.#count(network, at)
        if (counted !== null) counts.set(network.name, counted)
      } catch (error) {
        faults.push(messageOf(error))
      }
    const [first] = faults
    if (first !== undefined && counts.size === 0) throw new SourceFault('malformed', first)
    for (const fault of this.#faults.take(faults)) this.#logger.warn(fault)
    return sourceAnswerOf(counts, faults.length > 0 ? { malformed: faults.length } : {})
  }

  async #count(network: MeasuredNetwork, at: number): Promise<readonly AddressCount[] | null> {
    if (nodeCidrReader.isOf(network)) return null
    const hostLocal = parseHostLocal(network.plugins)
    if (hostLocal === null) return null
    const leases = await this.#leases.of(network.name, hostLocal.dataDir)
    return countHostLocal(hostLocal.pools, leases, at)
  }
}
