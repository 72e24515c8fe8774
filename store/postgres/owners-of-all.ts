import type { OwnerUse } from '../../domain/owner-use.ts'
import { toldPodsMs } from '../usage-store.ts'
import type { Queryable } from './connect.ts'

interface Row extends Omit<OwnerUse, 'recentEgress' | 'recentIngress' | 'pods'> {
  readonly egressP90: number | null
  readonly ingressP90: number | null
  readonly pods: number | null
}

/**
 * Each owner once: means over the nodes that counted it within a day of the newest, by pod-hours, of a day at most, as
 * older ones hardly count in a node's own means. Pods are those that nodes told of within half an hour; a node that has
 * none of them now need not say so again. An older agent has told no P90: its mean is all there is.
 */
const owners = `WITH told AS (
    SELECT owner, egress, ingress, hours, updated_at, pods, told_at, max(updated_at) OVER (PARTITION BY owner) AS newest,
      coalesce(egress_p90, egress) AS egress_p90, coalesce(ingress_p90, ingress) AS ingress_p90,
      greatest(least(hours, 24), 0.001) AS weight
    FROM genie.owner_use
  )
  SELECT owner, sum(egress * weight) / sum(weight) AS "egressBytesPerHour",
    sum(ingress * weight) / sum(weight) AS "ingressBytesPerHour",
    percentile_disc(0.9) WITHIN GROUP (ORDER BY egress_p90) AS "egressP90",
    percentile_disc(0.9) WITHIN GROUP (ORDER BY ingress_p90) AS "ingressP90",
    sum(hours) AS hours, max(updated_at) AS "updatedAt",
    (sum(pods) FILTER (WHERE pods = 0 OR told_at > genie.now_ms() - ${toldPodsMs}))::int AS pods
  FROM told WHERE updated_at > newest - 86400000
  GROUP BY owner ORDER BY owner`

/** What pods of all nodes have used, by owner. */
export async function ownersOfAll(database: Queryable): Promise<readonly OwnerUse[]> {
  const rows = await database.query<Row>(owners)
  return rows.map(({ egressP90, ingressP90, pods, ...use }) => ({
    ...use,
    recentEgress: egressP90 === null ? [] : [egressP90],
    recentIngress: ingressP90 === null ? [] : [ingressP90],
    ...(pods !== null && { pods }),
  }))
}
