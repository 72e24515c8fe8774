import type { ClusterOverview } from '../../domain/cluster-overview.ts'
import type { Client } from './client.ts'

/** All nodes at one glance. */
export async function readOverview(client: Client, signal: AbortSignal): Promise<ClusterOverview> {
  return (await client.get('/api/v1/overview', signal)).body as ClusterOverview
}
