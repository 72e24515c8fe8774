import type { ApplicationFigures } from '../../domain/network-sample.ts'
import { KeptAnswer } from '../sources/kept-answer.ts'
import type { Prometheus } from '../prometheus/prometheus.ts'
import type { FigureSource, SourceAnswer, SourceView } from '../sources/figure-source.ts'
import { SourceFault } from '../sources/source-fault.ts'
import { applicationExpressions, applicationQuery, recordedExpressions } from './application-query.ts'
import { applicationRatios, type ApplicationRatio } from './application-ratios.ts'
import { meshes } from './mesh.ts'
import { parseOwnerFigures, type OwnerFigures } from './parse-owner-figures.ts'

/** Whose figures are asked for, and how. */
interface Place {
  readonly name: string
  readonly query: string
}

/** What rules have worked out for all agents goes before what each would have to have worked out for itself. */
const places: readonly Place[] = [
  { name: 'recorded', query: applicationQuery(recordedExpressions) },
  ...meshes.map((mesh) => ({ name: mesh.name, query: applicationQuery(applicationExpressions(mesh)) })),
]

/** A mesh that has told something. */
interface Heard extends OwnerFigures {
  /** Null where none has. */
  readonly place: Place | null
  readonly isPartial: boolean
  readonly ratios: ReadonlyMap<string, ApplicationRatio>
}

/** Rounds are ten seconds and a little: so every third one asks. */
const intervalMs = 29_000
/** Where there is no mesh, whether one has come is asked less often, since that is a query for each of them. */
const searchMs = 300_000
/** Requests that were counted longer ago are not about now. */
const maxAgeMs = 600_000
const limitMs = 4_000

/** How applications fare on each network, by what the cluster's mesh counts and Prometheus keeps. */
export class ApplicationSource implements FigureSource {
  readonly name = 'application'
  readonly kind = 'application'
  readonly limitMs = limitMs
  readonly #prometheus: Prometheus
  readonly #kept = new KeptAnswer<Heard>(({ place }) => (place === null ? searchMs : intervalMs))
  #place: Place | null = null

  constructor(prometheus: Prometheus) {
    this.#prometheus = prometheus
  }

  async read({ at, networks }: SourceView, signal: AbortSignal): Promise<SourceAnswer> {
    const { answer, isNew } = await this.#kept.at(at, () => this.#listen(signal))
    const { place, scrapedAt, dropped } = answer
    if (place === null) return { figures: new Map(), dropped: {} }
    const applicationAt = Math.min(at, scrapedAt ?? -Infinity)
    const isStale = at - applicationAt >= maxAgeMs
    const figures = isStale ? [] : networks.flatMap(({ name }) => figuresOf(name, answer, applicationAt))
    return { figures: new Map(figures), dropped: isNew ? { ...dropped, ...(isStale && { stale: 1 }) } : {} }
  }

  async close(): Promise<void> {
    this.#prometheus.close()
    return Promise.resolve()
  }

  /** Asks the mesh that spoke last, else one after the other; where one fails the others are asked all the same. */
  async #listen(signal: AbortSignal): Promise<Heard> {
    let fault: SourceFault | null = null
    for (const place of new Set([...(this.#place === null ? [] : [this.#place]), ...places])) {
      try {
        const vector = await this.#prometheus.query(place.query, signal)
        const told = parseOwnerFigures(vector)
        if (told.scrapedAt === null) continue
        this.#place = place
        return { ...told, place, isPartial: vector.isPartial, ratios: applicationRatios(told.figures) }
      } catch (error) {
        if (!isOfOneQuery(error)) throw error
        fault ??= error
      }
    }
    if (fault !== null) throw fault
    this.#place = null
    return { place: null, isPartial: false, ratios: new Map(), figures: [], scrapedAt: null, dropped: {} }
  }
}

function figuresOf(
  network: string,
  { place, isPartial, ratios }: Heard,
  applicationAt: number,
): [string, ApplicationFigures][] {
  const found = ratios.get(network)
  if (place === null || found === undefined) return []
  const { ratio, requests, owners } = found
  const applicationSource = `${place.name}:${Math.round(requests)} requests of ${owners} owners${isPartial ? ', in part' : ''}`
  return [[network, { applicationRatio: ratio, applicationSource, applicationAt }]]
}

/** Whether another mesh may be told of all the same: Prometheus works, but not on this query. */
function isOfOneQuery(error: unknown): error is SourceFault {
  return error instanceof SourceFault && (error.reason === 'http' || error.reason === 'too-many')
}
