import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../../service-kit/clock.ts'
import type { HttpSource } from '../../http/http-source.ts'
import type { MeasuredNetwork } from '../../measured-network.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../../sources/figure-source.ts'
import { SourceFault } from '../../sources/source-fault.ts'
import type { TrafficPath } from '../choose-path.ts'
import { RemoteTraffic } from '../remote-traffic.ts'
import { NetworkSeries } from './network-series.ts'

/** A page of a full node: it is read, never held. */
const maxBytes = 64 * 2 ** 20
/** A few milliseconds of work: then whoever waits for the program has a turn. */
const linesATurn = 2_000

/**
 * Kubelet's `/metrics/cadvisor`: bytes, packets and drops of every interface of the node and its pods. The page is the
 * longest of all, so a network can do without. Needs `get` on `nodes/metrics`.
 */
export class KubeletCadvisor implements FigureSource {
  readonly name = 'kubelet-cadvisor'
  readonly kind = 'traffic'
  readonly limitMs = 5_000
  readonly #http: HttpSource
  readonly #clock: Clock
  readonly #isNeededFor: (network: MeasuredNetwork, path: TrafficPath | null) => boolean
  readonly #traffic = new RemoteTraffic(this.name, ({ containerId }) => containerId)

  /** Asks for nothing in rounds in which no network needs it. */
  constructor(
    http: HttpSource,
    clock: Clock,
    isNeededFor: (network: MeasuredNetwork, path: TrafficPath | null) => boolean = () => true,
  ) {
    this.#http = http
    this.#clock = clock
    this.#isNeededFor = isNeededFor
  }

  async read(view: SourceView, signal: AbortSignal): Promise<SourceAnswer> {
    const networks = view.networks.filter((network) =>
      this.#isNeededFor(network, view.paths?.get(network.name) ?? null),
    )
    if (networks.length === 0) return { figures: new Map(), dropped: {} }
    const attachments = networks.flatMap((network) => network.attachments)
    const series = new NetworkSeries(new Set(attachments.map(({ containerId }) => containerId)), view.at)
    let lines = 0
    for await (const line of this.#http.lines('/metrics/cadvisor', {
      accept: ['text/plain'],
      maxBytes,
      signal,
    })) {
      series.take(line)
      if ((lines += 1) % linesATurn === 0) await setImmediate()
    }
    if (!series.isTold)
      throw new SourceFault(
        'missing',
        'Cannot find networks in the metrics of this kubelet: its runtime may tell them elsewhere',
      )
    return this.#traffic.advance({ ...view, networks }, series.end(), this.#clock.monotonicMs())
  }

  close(): Promise<void> {
    this.#http.close()
    return Promise.resolve()
  }
}
