import type { ClusterOverview } from '../../domain/cluster-overview.ts'
import type { Client } from './client.ts'
import { eventHeaders } from './page-api.ts'

/** All nodes at one glance. */
export async function readOverview(client: Client, signal: AbortSignal): Promise<ClusterOverview> {
  return (await client.get('/api/v1/overview', signal)).body as ClusterOverview
}

/** The same as a stream of events, as `PageApi.events`. */
export function overviewEvents(client: Client, lastEventId: string, signal: AbortSignal): Promise<Response> {
  return client.open('/api/v1/overview/events', eventHeaders(lastEventId), signal)
}
