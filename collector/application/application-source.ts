import type { ApplicationFigures } from '../../domain/network-sample.ts'
import { KeptAnswer } from '../prometheus/kept-answer.ts'
import type { Prometheus } from '../prometheus/prometheus.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../sources/figure-source.ts'
import { SourceFault } from '../sources/source-fault.ts'
import { applicationQuery } from './application-query.ts'
import { applicationRatios, type ApplicationRatio } from './application-ratios.ts'
import { meshes, type Mesh } from './mesh.ts'
import { parseOwnerFigures, type OwnerFigures } from './parse-owner-figures.ts'

/** A mesh that has told something. */
interface Heard extends OwnerFigures {
  readonly mesh: Mesh | null
  readonly ratios: ReadonlyMap<string, ApplicationRatio>
}

/** Rounds are ten seconds and a little: so every third one asks. */
const intervalMs = 29_000
/** Where there is no mesh, whether one has come is asked less often, since that is a query for each of them. */
const searchMs = 300_000
/** Requests that were counted longer ago are not about now. */
const maxAgeMs = 600_000
const limitMs = 5_000

/** How applications fare on each network, by what the cluster's mesh counts and Prometheus keeps. */
export class ApplicationSource implements FigureSource {
  readonly name = 'application'
  readonly kind = 'application'
  readonly limitMs = limitMs
  readonly #prometheus: Prometheus
  readonly #kept = new KeptAnswer<Heard>(({ mesh }) => (mesh === null ? searchMs : intervalMs))
  #mesh: Mesh | null = null

  constructor(prometheus: Prometheus) {
    this.#prometheus = prometheus
  }

  async read({ at, networks }: SourceView, signal: AbortSignal): Promise<SourceAnswer> {
    const { answer, isNew } = await this.#kept.at(at, () => this.#listen(signal))
    const { mesh, ratios, scrapedAt, dropped } = answer
    const applicationAt = Math.min(at, scrapedAt ?? -Infinity)
    const figures = new Map<string, ApplicationFigures>()
    if (mesh !== null && at - applicationAt < maxAgeMs)
      for (const { name } of networks) {
        const found = ratios.get(name)
        if (found === undefined) continue
        const applicationSource = `${mesh.name}:${Math.round(found.requests)} requests of ${found.owners} owners`
        figures.set(name, { applicationRatio: found.ratio, applicationSource, applicationAt })
      }
    const isStale = mesh !== null && isNew && at - applicationAt >= maxAgeMs
    return { figures, dropped: { ...(isNew && dropped), ...(isStale && { stale: 1 }) } }
  }

  async close(): Promise<void> {
    this.#prometheus.close()
    return Promise.resolve()
  }

  /** Asks the mesh that spoke last, else one after the other; where one fails the others are asked all the same. */
  async #listen(signal: AbortSignal): Promise<Heard> {
    let fault: SourceFault | null = null
    for (const mesh of new Set([...(this.#mesh === null ? [] : [this.#mesh]), ...meshes])) {
      try {
        const told = parseOwnerFigures(await this.#prometheus.query(applicationQuery(mesh), signal))
        if (told.scrapedAt === null) continue
        this.#mesh = mesh
        return { ...told, mesh, ratios: applicationRatios(told.figures) }
      } catch (error) {
        if (!(error instanceof SourceFault) || signal.aborted || isAway(error)) throw error
        fault ??= error
      }
    }
    if (fault !== null) throw fault
    this.#mesh = null
    return { mesh: null, ratios: new Map(), figures: [], scrapedAt: null, dropped: {} }
  }
}

/** Whether asking for another mesh would fail as well. */
function isAway({ reason }: SourceFault): boolean {
  return ['timeout', 'unreachable', 'unauthorized', 'forbidden'].includes(reason)
}
