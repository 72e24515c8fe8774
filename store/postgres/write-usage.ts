import type { OwnerUse } from '../../domain/owner-use.ts'
import type { CountedVolume } from '../outbox.ts'
import type { Queryable } from './connect.ts'

const owner = `owner text, egress float8, ingress float8, hours float8, recent json, updated_at bigint,
  egress_p90 float8, ingress_p90 float8, pods integer`
const figures = 'egress, ingress, hours, recent, egress_p90, ingress_p90, pods'

/** A node's clock may be ahead, and what it says would then be the newest for ever. */
const saveOwners = `INSERT INTO genie.owner_use (owner, node, ${figures}, updated_at, told_at)
  SELECT owner, $1, ${figures}, least(updated_at, genie.now_ms()), genie.now_ms()
  FROM json_to_recordset($2::json) AS given (${owner})
  ON CONFLICT (owner, node) DO UPDATE SET egress = excluded.egress, ingress = excluded.ingress,
    hours = excluded.hours, recent = excluded.recent, updated_at = excluded.updated_at, told_at = excluded.told_at,
    egress_p90 = excluded.egress_p90, ingress_p90 = excluded.ingress_p90, pods = excluded.pods`

/** A counter never goes back, and no month is there that the server's clock has not come to within a day. */
const saveVolumes = `INSERT INTO genie.node_volume AS old (month, network, node, counter, bytes)
  SELECT month, network, $1, counter, bytes
  FROM json_to_recordset($2::json) AS given (month text, network text, counter text, bytes float8)
  WHERE month COLLATE "C" <= to_char((now() + interval '1 day') AT TIME ZONE 'UTC', 'YYYY-MM')
  ON CONFLICT (month, network, node, counter) DO UPDATE SET bytes = greatest(old.bytes, excluded.bytes)`

/** Writes owners of a node as they are now; of one that is there twice the last. */
export async function writeOwners(
  connection: Queryable,
  node: string,
  owners: readonly OwnerUse[],
): Promise<void> {
  if (owners.length === 0) return
  const rows = new Map(owners.map((use) => [use.owner, rowOf(use)]))
  // In the order of names, so that two agents of one node name never wait for each other's rows.
  const sorted = [...rows.values()].sort((one, other) => (one.owner < other.owner ? -1 : 1))
  await connection.query(saveOwners, [node, JSON.stringify(sorted)])
}

/** Writes what a node has counted of its months so far; what is there already stays. */
export async function writeVolumes(
  connection: Queryable,
  node: string,
  volumes: readonly CountedVolume[],
): Promise<void> {
  if (volumes.length === 0) return
  const rows = new Map(volumes.map((each) => [`${each.month} ${each.counter} ${each.network}`, each]))
  await connection.query(saveVolumes, [node, JSON.stringify([...rows.values()])])
}

/** An owner as it is shipped: whoever reads of all nodes asks for no single spell, and those are most of its bytes. */
export function withoutSpells(use: OwnerUse): OwnerUse {
  return {
    ...use,
    recentEgress: ninthOfTen(use.recentEgress),
    recentIngress: ninthOfTen(use.recentIngress),
  }
}

function rowOf({ recentEgress, recentIngress, ...use }: OwnerUse) {
  const [egressP90 = null] = ninthOfTen(recentEgress)
  const [ingressP90 = null] = ninthOfTen(recentIngress)
  return {
    owner: use.owner,
    egress: use.egressBytesPerHour,
    ingress: use.ingressBytesPerHour,
    hours: use.hours,
    recent: [recentEgress, recentIngress],
    updated_at: use.updatedAt,
    egress_p90: egressP90,
    ingress_p90: ingressP90,
    pods: use.pods ?? null,
  }
}

/** What nine of ten stay below; nothing of nothing. */
function ninthOfTen(values: readonly number[]): number[] {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted.slice(Math.max(0, Math.ceil(0.9 * sorted.length) - 1)).slice(0, 1)
}
