import { randomUUIDv7 } from 'node:crypto'
import type { HttpServer } from '../service-kit/http-server.ts'
import { EventFeed } from './live/event-feed.ts'
import { addDecisionRoutes } from './routes/decision-routes.ts'
import { addEventRoutes } from './routes/event-routes.ts'
import { addNetworkRoutes } from './routes/network-routes.ts'
import { Selector, type SelectorOptions } from './selector.ts'

/** The selector with what belongs to it. */
export interface BuiltSelector {
  readonly selector: Selector
  readonly feed: EventFeed
  /** Adds the API under `/api/v1`. */
  readonly addRoutes: (server: HttpServer) => void
}

/** Wires the selector with its feed and its API; starts nothing. */
export function buildSelector(options: Omit<SelectorOptions, 'newId' | 'onDecision'>): BuiltSelector {
  const feed = new EventFeed()
  const selector = new Selector({
    ...options,
    newId: () => randomUUIDv7(),
    onDecision: (decision) => feed.publish({ type: 'decision', data: decision }),
  })
  return {
    selector,
    feed,
    addRoutes: (server) => {
      addNetworkRoutes(server, selector)
      addDecisionRoutes(server, selector, options.decisions)
      addEventRoutes(server, selector, feed)
    },
  }
}
