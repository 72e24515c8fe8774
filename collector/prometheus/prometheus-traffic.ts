import type { TrafficFigures } from '../../domain/network-sample.ts'
import { addUp } from '../sources/dropped.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../sources/figure-source.ts'
import type { TrafficPath } from '../traffic/choose-path.ts'
import { KeptAnswer } from '../sources/kept-answer.ts'
import { nodeTrafficQuery } from './node-traffic-query.ts'
import { parseNodeTraffic, type DeviceTraffic } from './parse-node-traffic.ts'
import type { Prometheus } from './prometheus.ts'

/** Less often than rounds, more often than figures of traffic grow old. */
const intervalMs = 14_000
/** A query of more devices would be longer than what servers take as a URL. */
const maxDevices = 64

/** Traffic of this node's uplinks and bridges, as node_exporter counts it and Prometheus keeps it. */
export class PrometheusTraffic implements FigureSource {
  readonly name = 'prometheus'
  readonly kind = 'traffic'
  readonly limitMs = 4_000
  readonly #prometheus: Prometheus
  readonly #node: string
  readonly #kept = new Map<string, KeptAnswer<ReturnType<typeof parseNodeTraffic>>>()

  /** `node` is a label matcher for this node's series. */
  constructor(prometheus: Prometheus, node: string) {
    this.#prometheus = prometheus
    this.#node = node
  }

  async read({ at, networks, paths: known }: SourceView, signal: AbortSignal): Promise<SourceAnswer> {
    // Of pods' veths node_exporter tells too, but under names that change with every pod.
    const paths = networks.flatMap(({ name }) => {
      const path = known?.get(name) ?? null
      return path === null || path.kind === 'veths' ? [] : [{ name, path }]
    })
    const all = [...new Set(paths.flatMap(({ path }) => path.devices))].sort()
    const devices = all.slice(0, maxDevices)
    if (devices.length === 0) return { figures: new Map(), dropped: {} }
    const query = nodeTrafficQuery(this.#node, devices)
    const { answer, isNew } = await this.#keptFor(query).at(at, async () => {
      const { samples, dropped } = await this.#prometheus.query(query, signal)
      const parsed = parseNodeTraffic(samples, at)
      return { ...parsed, dropped: addUp(dropped, parsed.dropped) }
    })
    const tooMany = all.length - devices.length
    return {
      figures: new Map(paths.flatMap(({ name, path }) => trafficOf(name, path, answer.devices))),
      dropped: addUp(isNew ? answer.dropped : {}, { 'too-many': tooMany }),
    }
  }

  close(): Promise<void> {
    this.#prometheus.close()
    return Promise.resolve()
  }

  /** An answer of other devices is of no use: only the last query's is kept. */
  #keptFor(query: string) {
    const kept =
      this.#kept.get(query) ?? new KeptAnswer<ReturnType<typeof parseNodeTraffic>>(() => intervalMs)
    this.#kept.clear()
    this.#kept.set(query, kept)
    return kept
  }
}

function trafficOf(
  network: string,
  { kind, devices }: TrafficPath,
  known: ReadonlyMap<string, DeviceTraffic>,
): [string, TrafficFigures][] {
  const each = devices.flatMap((device) => known.get(device) ?? [])
  if (each.length === 0 || each.length < devices.length) return []
  const total = (...rates: readonly Exclude<keyof DeviceTraffic, 'scrapedAt'>[]) =>
    each.reduce((sum, traffic) => sum + rates.reduce((all, rate) => all + traffic[rate], 0), 0)
  const [received, sent] = [total('receivedBytes') * 8, total('sentBytes') * 8]
  const [packets, drops] = [total('receivedPackets', 'sentPackets'), total('receiveDrops', 'sendDrops')]
  const figures: TrafficFigures = {
    source: `prometheus:${devices.join('+')}`,
    trafficAt: Math.min(...each.map(({ scrapedAt }) => scrapedAt)),
    ingressBitsPerSecond: kind === 'uplink' ? received : sent,
    egressBitsPerSecond: kind === 'uplink' ? sent : received,
    dropRatio: drops === 0 ? 0 : drops / (packets + drops),
  }
  return [[network, figures]]
}
