import { randomUUIDv7 } from 'node:crypto'
import type { HttpServer } from '../service-kit/http-server.ts'
import type { SampleStore } from '../store/sample-store.ts'
import { EventFeed } from './live/event-feed.ts'
import { Forecasts } from './live/forecasts.ts'
import { addDecisionRoutes } from './routes/decision-routes.ts'
import { addEventRoutes } from './routes/event-routes.ts'
import { addForecastRoutes } from './routes/forecast-routes.ts'
import { addHistoryRoutes } from './routes/history-routes.ts'
import { addNetworkRoutes } from './routes/network-routes.ts'
import { addNodeRoutes } from './routes/node-routes.ts'
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
export type SelectorParts = Omit<SelectorOptions, 'newId' | 'onDecision' | 'forecasts'> & {
  readonly samples: Pick<SampleStore, 'history'>
}

/** Wires the selector with its feed, its forecasts and its API; starts nothing. */
export function buildSelector(options: SelectorParts): BuiltSelector {
  const feed = new EventFeed()
  const forecasts = new Forecasts(options.samples)
  const selector = new Selector({
    ...options,
    forecasts,
    newId: () => randomUUIDv7(),
    onDecision: (decision) => feed.publish({ type: 'decision', data: decision }),
  })
  return {
    selector,
    feed,
    forecasts,
    addRoutes: (server) => {
      addNetworkRoutes(server, selector)
      addForecastRoutes(server, selector)
      addHistoryRoutes(server, {
        networks: () => options.networks().map(({ name }) => name),
        samples: options.samples,
        clock: options.clock,
      })
      addDecisionRoutes(server, selector, options.decisions)
      addEventRoutes(server, selector, feed)
      addNodeRoutes(server, () => [{ name: options.node, seenAt: options.clock.nowMs() }])
    },
  }
}
