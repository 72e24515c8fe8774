import type { AttachmentSample, TrafficFigures } from '../../domain/network-sample.ts'
import type { JournalAttachment } from '../journal/journal-attachments.ts'
import type { MeasuredNetwork } from '../measured-network.ts'
import { addUp } from '../sources/dropped.ts'
import type { SourceAnswer, SourceView } from '../sources/figure-source.ts'
import { pathName, type TrafficPath } from './choose-path.ts'
import { interfaceKey, type CountedInterface, type CountedInterfaces } from './counted-interfaces.ts'
import { CounterRates, type DatedRate } from './counter-rates.ts'
import type { CounterReading } from './rate-between.ts'
import { sumTraffic } from './sum-traffic.ts'

/** Who counts every few seconds tells nothing about less. */
const nearestMs = 2_000

/**
 * Turns what somebody else has counted, round after round, into figures of networks: at the node's interface that
 * carries the network where that is counted, else as the sum of its attachments' own interfaces.
 */
export class RemoteTraffic {
  readonly #name: string
  readonly #sandboxOf: (attachment: JournalAttachment) => string
  readonly #host = new CounterRates(nearestMs)
  readonly #pods = new CounterRates(nearestMs)

  /** `sandboxOf` is what the source knows an attachment's sandbox by. */
  constructor(name: string, sandboxOf: (attachment: JournalAttachment) => string) {
    this.#name = name
    this.#sandboxOf = sandboxOf
  }

  /** What a round's counters say; `readMs` is when we were told, on a clock that never jumps. */
  advance({ networks, paths }: SourceView, counted: CountedInterfaces, readMs: number): SourceAnswer {
    const attachments = networks.flatMap((network) => network.attachments)
    const devices = [...(paths?.values() ?? [])].flatMap((path) => path?.devices ?? [])
    const keys = attachments.map((attachment) => this.#keyOf(attachment))
    const host = this.#host.advance(wanted(counted.host, devices, readMs))
    const pods = this.#pods.advance(wanted(counted.pods, keys, readMs))
    const figures = new Map<string, TrafficFigures>()
    for (const network of networks) {
      const traffic =
        this.#atPath(paths?.get(network.name) ?? null, host.rates) ?? this.#atPods(network, pods.rates)
      if (traffic !== null) figures.set(network.name, traffic)
    }
    return {
      figures,
      dropped: addUp(counted.dropped, host.dropped, pods.dropped),
      attachments: attachments.flatMap((attachment) => this.#sample(attachment, pods.rates)),
    }
  }

  #keyOf(attachment: JournalAttachment): string {
    return interfaceKey(this.#sandboxOf(attachment), attachment.ifname)
  }

  #atPath(path: TrafficPath | null, rates: ReadonlyMap<string, DatedRate>): TrafficFigures | null {
    if (path === null || path.devices.length === 0) return null
    if (path.devices.some((device) => !rates.has(device))) return null
    return {
      source: `${this.#name}:${pathName(path)}`,
      trafficAt: oldest(path.devices, rates),
      ...sumTraffic(path, rates),
    }
  }

  #atPods({ attachments }: MeasuredNetwork, rates: ReadonlyMap<string, DatedRate>): TrafficFigures | null {
    const known = attachments.map((each) => this.#keyOf(each)).filter((key) => rates.has(key))
    if (known.length === 0) return null
    return {
      source: `${this.#name}:${known.length} interfaces of pods`,
      trafficAt: oldest(known, rates),
      ...sumTraffic({ kind: 'pods', devices: known }, rates),
    }
  }

  /** Where the host has an end of an attachment it sees the traffic itself, sooner. */
  #sample(attachment: JournalAttachment, rates: ReadonlyMap<string, DatedRate>): AttachmentSample[] {
    const rate = rates.get(this.#keyOf(attachment))
    if (rate?.isFresh !== true || attachment.hostInterfaces.length > 0) return []
    const { containerId, ifname, network, owner } = attachment
    const [ingressBitsPerSecond, egressBitsPerSecond] = [rate.rxBitsPerSecond, rate.txBitsPerSecond]
    return [
      {
        containerId,
        ifname,
        network,
        ...(owner !== undefined && { owner }),
        at: Math.round(rate.countedMs),
        ingressBitsPerSecond,
        egressBitsPerSecond,
      },
    ]
  }
}

function wanted(
  counted: ReadonlyMap<string, CountedInterface>,
  keys: readonly string[],
  readMs: number,
): Map<string, CounterReading> {
  const readings = new Map<string, CounterReading>()
  for (const key of keys) {
    const one = counted.get(key)
    if (one !== undefined) readings.set(key, { ...one, readMs })
  }
  return readings
}

function oldest(keys: readonly string[], rates: ReadonlyMap<string, DatedRate>): number {
  return Math.round(Math.min(...keys.map((key) => rates.get(key)?.countedMs ?? Infinity)))
}
