import type { Decision } from '../../domain/decision.ts'
import { packBody } from '../packed-decision.ts'
import type { Queryable } from './connect.ts'

/** Rows travel as one parameter, as JSON. */
export const insertDecisions = `INSERT INTO genie.decision AS old
    (id, node, at, namespace, pod, pod_uid, ifname, chosen, outcome, error, body)
  SELECT * FROM json_to_recordset($1::json) AS r (id text, node text, at bigint, namespace text, pod text,
    "podUid" text, ifname text, chosen text, outcome text, error text, body json)`

/** PostgreSQL's texts cannot hold a zero or half a character, which an error of a plugin may. */
export function storableError(error: string | null): string | null {
  return error?.replaceAll('\0', '').toWellFormed() ?? null
}

/** The row of a node's decision. */
export function decisionRow(node: string, decision: Decision) {
  const { id, at, pod, ifname, chosen, outcome, error } = decision
  const names = { namespace: pod.namespace, pod: pod.name, podUid: pod.uid }
  return {
    id,
    node,
    at,
    ...names,
    ifname,
    chosen,
    outcome,
    error: storableError(error),
    body: packBody(decision),
  }
}

/** Writes decisions of nodes, or what has become of them since. */
export async function writeDecisions(
  connection: Queryable,
  decisions: readonly { readonly node: string; readonly decision: Decision }[],
): Promise<void> {
  if (decisions.length === 0) return
  const rows = new Map(decisions.map(({ node, decision }) => [decision.id, decisionRow(node, decision)]))
  await connection.query(
    `${insertDecisions} ON CONFLICT (id) DO UPDATE SET
      outcome = excluded.outcome, error = excluded.error, body = excluded.body WHERE old.node = excluded.node`,
    [JSON.stringify([...rows.values()])],
  )
}
