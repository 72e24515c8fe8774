import { unmeasured, type NetworkFigures, type NetworkSample } from '../domain/network-sample.ts'
import type { AttachmentRecord } from '../domain/attachment-record.ts'
import { HeadroomMeter } from './capacity/headroom-meter.ts'
import { LearnedCapacity } from './capacity/learned-capacity.ts'
import { networkCapacity } from './capacity/network-capacity.ts'
import { readLinkSpeed } from './capacity/read-link-speed.ts'
import { recallRounds } from './capacity/recall-rounds.ts'
import type { CollectorOptions } from './collector-options.ts'
import { FaultLog } from './fault-log.ts'
import { journalAttachments, type JournalAttachment } from './journal/journal-attachments.ts'
import type { MeasuredNetwork } from './measured-network.ts'
import { priceAt } from './price/price-at.ts'
import type { Round } from './round.ts'
import type { SourceState } from './sources/source-state.ts'
import { SourceSet } from './sources/source-set.ts'
import { inOrder } from './sources/in-order.ts'
import type { TrafficPath } from './traffic/choose-path.ts'
import { readHostPaths } from './traffic/host-paths.ts'
import { SysfsTraffic } from './traffic/sysfs/sysfs-traffic.ts'

/** Where Linux keeps what we read, unless a test has its own. */
const usualDirs = { sysDir: '/sys', procDir: '/proc' }

/** Measures round after round; a source that fails leaves nulls in its members and nothing else. */
export class RoundMeter {
  readonly #options: CollectorOptions & typeof usualDirs
  readonly #faults: FaultLog
  readonly #learned: LearnedCapacity
  readonly #sources: SourceSet
  readonly #headroom = new HeadroomMeter()
  #hasRecalled = false
  #records: readonly AttachmentRecord[] = []
  readonly #attachments = new WeakMap<AttachmentRecord, readonly JournalAttachment[]>()

  constructor(options: CollectorOptions) {
    this.#options = { ...usualDirs, ...options }
    const { sysDir, clock, logger, sources = [], traffic } = this.#options
    const faults = (this.#faults = new FaultLog(logger, clock))
    this.#learned = new LearnedCapacity(options.samples, clock)
    const tellsNetworks = traffic?.includes('sysfs') ?? true
    const sysfs = new SysfsTraffic({ sysDir, clock, faults, tellsNetworks })
    this.#sources = new SourceSet(inOrder([...sources, sysfs], traffic), clock, logger)
  }

  /** How the sources fare. */
  states(): readonly SourceState[] {
    return this.#sources.states()
  }

  /** Ends what the sources keep open. */
  close(): Promise<void> {
    return this.#sources.close()
  }

  async measure(): Promise<Round> {
    const { clock, journal } = this.#options
    const startedMs = clock.monotonicMs()
    // Where the journal cannot be read, attachments are taken to be what they were.
    this.#records = await this.#faults.attempt('journal', null, () => journal.read(), this.#records)
    const attachments = this.#records.flatMap((record) => this.#attachmentsOf(record))
    const networks = this.#networks(attachments)
    const at = clock.nowMs()
    const paths = await readHostPaths(networks, this.#options, this.#faults)
    const told = await this.#sources.read({ at, networks, paths })
    const measured: NetworkSample[] = []
    for (const network of networks)
      measured.push(await this.#sample(network, paths.get(network.name) ?? null, told.figures, at))
    const samples = await this.#withHeadroom(measured, at)
    return {
      at,
      durationMs: clock.monotonicMs() - startedMs,
      networks: samples,
      attachments: [...told.attachments],
      faults: this.#faults.endRound(),
    }
  }

  /** The journal gives the same record again while its file stays as it is: then it is made sense of once. */
  #attachmentsOf(record: AttachmentRecord): readonly JournalAttachment[] {
    const known = this.#attachments.get(record) ?? journalAttachments(record)
    this.#attachments.set(record, known)
    return known
  }

  /** From what this round and the minute before it have shown: of before a restart, too. */
  async #withHeadroom(samples: readonly NetworkSample[], at: number): Promise<NetworkSample[]> {
    const settings = this.#options.settings()
    if (!this.#hasRecalled) {
      this.#hasRecalled = true
      const recent = () => recallRounds(this.#options.samples, samples, at)
      for (const round of await this.#faults.attempt('history', null, recent, []))
        this.#headroom.take(round, settings)
    }
    const left = this.#headroom.take(samples, settings)
    return samples.map((sample) => ({
      ...sample,
      headroomBitsPerSecond: sample.headroomBitsPerSecond ?? left.get(sample.network) ?? null,
    }))
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

  /** What a source tells goes before what this node's own files say. */
  async #sample(
    network: MeasuredNetwork,
    path: TrafficPath | null,
    told: ReadonlyMap<string, Partial<NetworkFigures>>,
    at: number,
  ): Promise<NetworkSample> {
    const { name, settings, attachments } = network
    const capacities = {
      linkSpeed: (device: string) => readLinkSpeed(this.#options.sysDir, device),
      learned: () => this.#learned.of(name),
    }
    const own = {
      ...(await this.#faults.attempt('capacity', name, () => networkCapacity(settings, path, capacities), {
        capacityBitsPerSecond: null,
        capacitySource: null,
      })),
    }
    return {
      network: name,
      at,
      ...unmeasured,
      ...own,
      ...told.get(name),
      ...priceAt(settings.prices, at),
      attachments: attachments.length,
    }
  }
}
