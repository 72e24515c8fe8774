import type { Clock } from '../../../service-kit/clock.ts'
import type { HttpSource } from '../../http/http-source.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../../sources/figure-source.ts'
import { SourceFault } from '../../sources/source-fault.ts'
import type { CountedInterfaces } from '../counted-interfaces.ts'
import { RemoteTraffic } from '../remote-traffic.ts'
import { parseContainers } from './parse-containers.ts'

/** Everything in one short answer; newer than what CNI-Genie asked for. */
const newestOfAll = '/api/v2.1/stats/?type=name&recursive=true&count=1'
/** What CNI-Genie asked for: the node's interfaces. */
const root = '/api/v1.3/containers/'
/** The same of all containers, with a minute of history each. */
const everything = '/api/v1.3/subcontainers/'

/**
 * A cAdvisor of its own, which CNI-Genie asked too: bytes, packets and drops of every interface of the node and its
 * containers. The older API is asked where there is no newer one, and for containers only if the node's interfaces do
 * not tell enough.
 */
export class Cadvisor implements FigureSource {
  readonly name = 'cadvisor'
  readonly kind = 'traffic'
  readonly limitMs = 4_000
  readonly #http: HttpSource
  readonly #clock: Clock
  readonly #traffic = new RemoteTraffic(this.name, ({ containerId }) => containerId)
  #isOld = false

  constructor(http: HttpSource, clock: Clock) {
    this.#http = http
    this.#clock = clock
  }

  async read(view: SourceView, signal: AbortSignal): Promise<SourceAnswer> {
    const counted = await this.#counted(view, signal)
    return this.#traffic.advance(view, counted, this.#clock.monotonicMs())
  }

  close(): Promise<void> {
    this.#http.close()
    return Promise.resolve()
  }

  async #counted(view: SourceView, signal: AbortSignal): Promise<CountedInterfaces> {
    const get = async (path: string) =>
      parseContainers(await this.#http.text(path, { accept: ['application/json'], signal }))
    if (!this.#isOld)
      try {
        return await get(newestOfAll)
      } catch (error) {
        if (!(error instanceof SourceFault && error.reason === 'missing')) throw error
      }
    const counted = await get(needsContainers(view) ? everything : root)
    this.#isOld = true
    return counted
  }
}

/** Whether the node's own interfaces leave a network with attachments without figures. */
function needsContainers({ networks, paths }: SourceView): boolean {
  return networks.some(({ name, attachments }) => {
    const kind = paths?.get(name)?.kind
    return attachments.length > 0 && kind !== 'uplink' && kind !== 'bridge'
  })
}
