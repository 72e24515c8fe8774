import type { Decision } from '../../domain/decision.ts'
import type { SeenNodeList } from '../../domain/seen-node.ts'
import type { SourceStatusList } from '../../domain/source-status.ts'
import type { DecisionPage, NetworkBoard } from '../../domain/network-board.ts'

/** How many decisions one page of the list has. */
const pageSize = 50

/** The selector's HTTP API as far as the page uses it. Every call fails with a sentence for the reader. */
export interface Api {
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

/** The API by that fetch; tests bring their own. */
export function createApi(fetch: (url: string, init: RequestInit) => Promise<Response>): Api {
  const read = async (url: string, signal: AbortSignal): Promise<unknown> => {
    const response = await fetch(url, { signal, headers: { accept: 'application/json' } })
    if (!response.ok) throw new Error(await faultOf(response))
    return response.json()
  }
  return {
    networks: async (signal) => (await read('/api/v1/networks', signal)) as NetworkBoard,
    decisions: async (before, signal) => {
      const query = new URLSearchParams({ limit: String(pageSize), ...(before !== undefined && { before }) })
      return (await read(`/api/v1/decisions?${query.toString()}`, signal)) as DecisionPage
    },
    nodes: async (signal) => (await read('/api/v1/nodes', signal)) as SeenNodeList,
    sources: async (signal) => (await read('/api/v1/sources', signal)) as SourceStatusList,
    decision: async (id, signal) => (await read(decisionUrl(id), signal)) as Decision,
    events: (lastEventId, signal) =>
      fetch('/api/v1/events', {
        signal,
        cache: 'no-store',
        headers: { accept: 'text/event-stream', ...(lastEventId !== '' && { 'last-event-id': lastEventId }) },
      }),
  }
}

/** The server's own sentence if it sent one. */
async function faultOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null)
  if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string')
    return body.message
  return `The server answered ${response.status}`
}
