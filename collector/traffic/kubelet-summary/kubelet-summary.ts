import type { Clock } from '../../../service-kit/clock.ts'
import type { HttpSource } from '../../http/http-source.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../../sources/figure-source.ts'
import { RemoteTraffic } from '../remote-traffic.ts'
import { parseSummary } from './parse-summary.ts'

/** About 4 KiB a pod: more than any node needs. */
const maxBytes = 8 * 2 ** 20

/**
 * Kubelet's Summary API: bytes of every interface of the node and its pods, each 10 to 15 s old by a time of its own.
 * It counts neither packets nor drops. Needs `get` on `nodes/stats`.
 */
export class KubeletSummary implements FigureSource {
  readonly name = 'kubelet-summary'
  readonly kind = 'traffic'
  readonly limitMs = 4_000
  readonly #http: HttpSource
  readonly #clock: Clock
  readonly #traffic = new RemoteTraffic(this.name, ({ podUid }) => podUid)

  constructor(http: HttpSource, clock: Clock) {
    this.#http = http
    this.#clock = clock
  }

  async read(view: SourceView, signal: AbortSignal): Promise<SourceAnswer> {
    const text = await this.#http.text('/stats/summary', { accept: ['application/json'], maxBytes, signal })
    return this.#traffic.advance(view, parseSummary(text), this.#clock.monotonicMs())
  }

  close(): Promise<void> {
    this.#http.close()
    return Promise.resolve()
  }
}
