import type { Decision } from '../../domain/decision.ts'
import type { DecisionPage, NetworkBoard } from '../../domain/network-board.ts'
import type { SeenNodeList } from '../../domain/seen-node.ts'
import type { SourceStatusList } from '../../domain/source-status.ts'
import type { Client } from './client.ts'

/** How many decisions one page of the list has. */
const pageSize = 50

/** What the page itself follows of the API. Every call fails with a sentence for the reader. */
export interface PageApi {
  networks(signal: AbortSignal): Promise<NetworkBoard>
  /** The page after the cursor `before`; the newest without one. */
  decisions(before: string | undefined, signal: AbortSignal): Promise<DecisionPage>
  /** The nodes that this server can show. */
  nodes(signal: AbortSignal): Promise<SeenNodeList>
  /** Where the figures come from, and how that fares. */
  sources(signal: AbortSignal): Promise<SourceStatusList>
  decision(id: string, signal: AbortSignal): Promise<Decision>
  /** The answer as it comes: following it, and coming back to it, is the caller's. */
  events(lastEventId: string, signal: AbortSignal): Promise<Response>
}

/** Where one decision stands as JSON. */
export const decisionUrl = (id: string): string => `/api/v1/decisions/${encodeURIComponent(id)}`

/** That part of the API by a client. */
export function createPageApi(client: Client): PageApi {
  const read = async (path: string, signal: AbortSignal) => (await client.get(path, signal)).body
  return {
    networks: async (signal) => (await read('/api/v1/networks', signal)) as NetworkBoard,
    decisions: async (before, signal) => {
      const query = new URLSearchParams({ limit: String(pageSize), ...(before !== undefined && { before }) })
      return (await read(`/api/v1/decisions?${query.toString()}`, signal)) as DecisionPage
    },
    nodes: async (signal) => (await read('/api/v1/nodes', signal)) as SeenNodeList,
    sources: async (signal) => (await read('/api/v1/sources', signal)) as SourceStatusList,
    decision: async (id, signal) => (await read(decisionUrl(id), signal)) as Decision,
    events: (lastEventId, signal) => client.open('/api/v1/events', eventHeaders(lastEventId), signal),
  }
}

/** What asks for a stream of events, from behind the last one that came; empty where none has. */
export const eventHeaders = (lastEventId: string): Record<string, string> => ({
  accept: 'text/event-stream',
  ...(lastEventId !== '' && { 'last-event-id': lastEventId }),
})
