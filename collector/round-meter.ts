import type { NetworkSample } from '../domain/network-sample.ts'
import type { AttachmentRecord } from '../domain/attachment-record.ts'
import { parseHostLocal } from './addresses/parse-host-local.ts'
import { readLeases } from './addresses/read-leases.ts'
import { tightestPool } from './addresses/tightest-pool.ts'
import { LearnedCapacity } from './capacity/learned-capacity.ts'
import { networkCapacity } from './capacity/network-capacity.ts'
import { readLinkSpeed } from './capacity/read-link-speed.ts'
import type { CollectorOptions } from './collector-options.ts'
import { FaultLog } from './fault-log.ts'
import { journalAttachments, type JournalAttachment } from './journal/journal-attachments.ts'
import type { MeasuredNetwork } from './measured-network.ts'
import type { Round } from './round.ts'
import { attachmentTraffic } from './traffic/attachment-traffic.ts'
import { networkTraffic } from './traffic/network-traffic.ts'
import { unknownTraffic } from './traffic/sum-traffic.ts'
import { TrafficMeter, type TrafficRound } from './traffic/traffic-meter.ts'

/** Where Linux and host-local keep what we read, unless a test has its own. */
const usualDirs = { sysDir: '/sys', procDir: '/proc', ipamDir: '/var/lib/cni/networks' }

/** Measures round after round; a source that fails leaves nulls in its members and nothing else. */
export class RoundMeter {
  readonly #options: CollectorOptions & typeof usualDirs
  readonly #faults: FaultLog
  readonly #traffic: TrafficMeter
  readonly #learned: LearnedCapacity
  #records: readonly AttachmentRecord[] = []

  constructor(options: CollectorOptions) {
    this.#options = { ...usualDirs, ...options }
    const { sysDir, procDir } = this.#options
    this.#faults = new FaultLog(options.logger)
    this.#traffic = new TrafficMeter(sysDir, procDir, options.clock)
    this.#learned = new LearnedCapacity(options.samples, options.clock)
  }

  async measure(): Promise<Round> {
    const { clock, journal } = this.#options
    const startedMs = clock.monotonicMs()
    // Where the journal cannot be read, attachments are taken to be what they were.
    this.#records = await this.#faults.attempt('journal', null, () => journal.read(), this.#records)
    const attachments = this.#records.flatMap(journalAttachments)
    const networks = this.#networks(attachments)
    const at = clock.nowMs()
    const traffic = await this.#traffic.measure(networks, this.#faults)
    const samples: NetworkSample[] = []
    for (const network of networks) samples.push(await this.#sample(network, traffic, at))
    return {
      at,
      durationMs: clock.monotonicMs() - startedMs,
      networks: samples,
      attachments: attachmentTraffic(attachments, traffic.rates, at),
      faults: this.#faults.endRound(),
    }
  }

  #networks(attachments: readonly JournalAttachment[]): MeasuredNetwork[] {
    const settings = this.#options.settings()
    return this.#options.networks().map(({ name, plugins }) => ({
      name,
      plugins,
      settings: settings[name] ?? {},
      attachments: attachments.filter(({ network }) => network === name),
    }))
  }

  async #sample(network: MeasuredNetwork, traffic: TrafficRound, at: number): Promise<NetworkSample> {
    const { name, settings, attachments } = network
    const path = traffic.paths.get(name) ?? null
    const capacities = {
      linkSpeed: (device: string) => readLinkSpeed(this.#options.sysDir, device),
      learned: () => this.#learned.of(name),
    }
    return {
      network: name,
      at,
      ...(await this.#faults.attempt('counters', name, () => networkTraffic(network, traffic), {
        source: null,
        ...unknownTraffic,
      })),
      ...(await this.#faults.attempt('capacity', name, () => networkCapacity(settings, path, capacities), {
        capacityBitsPerSecond: null,
        capacitySource: null,
      })),
      ...(await this.#faults.attempt('addresses', name, () => this.#addresses(network), unknownAddresses)),
      attachments: attachments.length,
    }
  }

  async #addresses({ name, plugins }: MeasuredNetwork): Promise<typeof unknownAddresses> {
    const hostLocal = parseHostLocal(plugins)
    if (hostLocal === null) return unknownAddresses
    return tightestPool(hostLocal.pools, await readLeases(hostLocal.dataDir ?? this.#options.ipamDir, name))
  }
}

const unknownAddresses: Pick<NetworkSample, 'addressesUsed' | 'addressesTotal'> = {
  addressesUsed: null,
  addressesTotal: null,
}
