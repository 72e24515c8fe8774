import type { SourceStatus } from '../domain/source-status.ts'
import type { HttpServer } from '../service-kit/http-server.ts'
import type { SampleStore } from '../store/sample-store.ts'
import { EventFeed } from './live/event-feed.ts'
import { Forecasts } from './live/forecasts.ts'
import { RisingIds } from './live/rising-ids.ts'
import { ownNodeSources } from './routes/own-node-sources.ts'
import { addReadRoutes } from './routes/read-routes.ts'
import { addSelectRoutes } from './routes/select-routes.ts'
import { Selector, type SelectorOptions } from './selector.ts'

/** The selector with what belongs to it. */
export interface BuiltSelector {
  readonly selector: Selector
  readonly feed: EventFeed
  /** To be refreshed with every round. */
  readonly forecasts: Forecasts
  /** Adds the API under `/api/v1`. */
  readonly addRoutes: (server: HttpServer) => void
}

/** What a selector is built from: the stores, and what `Selector` asks. */
export type SelectorParts = Omit<
  SelectorOptions,
  'newId' | 'onNewest' | 'onDecision' | 'isWatched' | 'forecasts'
> & {
  readonly samples: Pick<SampleStore, 'history'>
  /** Who is asked for figures. */
  readonly sources: () => readonly SourceStatus[]
  /** Told of every decision that pages are told of. */
  readonly onDecision?: SelectorOptions['onDecision']
}

/** Wires the selector with its feed, its forecasts and its API; starts nothing. */
export function buildSelector(options: SelectorParts): BuiltSelector {
  const feed = new EventFeed()
  const forecasts = new Forecasts(options.samples)
  const ids = new RisingIds()
  const selector = new Selector({
    ...options,
    forecasts,
    newId: () => ids.next(),
    onNewest: (id) => ids.follow(id),
    onDecision: (decision) => {
      feed.publish({ type: 'decision', data: decision })
      options.onDecision?.(decision)
    },
    isWatched: () => feed.listeners > 0,
  })
  return {
    selector,
    feed,
    forecasts,
    addRoutes: (server) => {
      addReadRoutes(server, ownNodeSources({ ...options, selector, feed }))
      addSelectRoutes(server, selector)
    },
  }
}
