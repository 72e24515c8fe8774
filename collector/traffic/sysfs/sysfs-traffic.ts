import { setImmediate } from 'node:timers/promises'
import type { AttachmentSample, TrafficFigures } from '../../../domain/network-sample.ts'
import type { Clock } from '../../../service-kit/clock.ts'
import type { FaultLog } from '../../fault-log.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../../sources/figure-source.ts'
import { attachmentTraffic } from '../attachment-traffic.ts'
import { CounterRates } from '../counter-rates.ts'
import type { CounterReading } from '../rate-between.ts'
import { networkTraffic } from './network-traffic.ts'
import { readCounters } from './read-counters.ts'

/** Interfaces read in one go, about a millisecond of work: then whoever waits for the program has a turn. */
const readsATurn = 16

/** What a sysfs source reads, and whom it tells of what it cannot read. */
export interface SysfsTrafficOptions {
  readonly sysDir: string
  readonly clock: Clock
  /** Told of each interface and network that fails; the others are measured. */
  readonly faults: FaultLog
  /** Whether networks' traffic is told too, and not that of attachments alone. */
  readonly tellsNetworks: boolean
}

/** The host's own counters of uplinks, bridges and the pods' host ends: each interface once a round, whoever asks. */
export class SysfsTraffic implements FigureSource {
  readonly name = 'sysfs'
  readonly kind = 'traffic'
  readonly limitMs = 5_000
  readonly isAtHand = true
  readonly #options: SysfsTrafficOptions
  readonly #rates = new CounterRates()

  constructor(options: SysfsTrafficOptions) {
    this.#options = options
  }

  async read({ at, networks, paths = new Map() }: SourceView): Promise<SourceAnswer> {
    const { faults, tellsNetworks } = this.#options
    const attachments = networks.flatMap((network) => network.attachments)
    const devices = [
      ...[...paths.values()].flatMap((path) => path?.devices ?? []),
      ...attachments.flatMap(({ hostInterfaces }) => hostInterfaces),
    ]
    const readings = await this.#readAll(new Set(devices))
    const { rates, dropped } = this.#rates.advance(readings)
    const figures = new Map<string, TrafficFigures>()
    for (const network of tellsNetworks ? networks : []) {
      const measure = () =>
        networkTraffic(network, { paths, rates, exists: (device) => readings.has(device) }, at)
      const traffic = await faults.attempt('counters', network.name, measure, null)
      if (traffic !== null) figures.set(network.name, traffic)
    }
    const samples: AttachmentSample[] = attachmentTraffic(attachments, rates, at)
    return { figures, dropped, attachments: samples }
  }

  async #readAll(devices: ReadonlySet<string>): Promise<Map<string, CounterReading>> {
    const { sysDir, clock, faults } = this.#options
    const readings = new Map<string, CounterReading>()
    for (const [index, device] of [...devices].entries()) {
      if (index % readsATurn === readsATurn - 1) await setImmediate()
      const readMs = clock.monotonicMs()
      const read = await faults.attempt('counters', null, () => readCounters(sysDir, device), null)
      if (read !== null)
        readings.set(device, { countedMs: readMs, readMs, epoch: read.ifindex, counters: read.counters })
    }
    return readings
  }
}
