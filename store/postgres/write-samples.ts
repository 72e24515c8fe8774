import { NetworkSample, type AttachmentSample } from '../../domain/network-sample.ts'
import type { Queryable } from './connect.ts'
import { postgresFault } from './postgres-fault.ts'
import { columnOf, sampleMembers } from './sample-columns.ts'

/** What nodes have measured, to be written by one statement. */
export interface SampleRows {
  readonly networks: readonly (NetworkSample & { readonly node: string })[]
  readonly attachments: readonly (AttachmentSample & { readonly node: string })[]
}

/** All attachments of a node and time are one row: a member is an attachment, its value ingress and egress. */
interface AttachmentRound {
  readonly node: string
  readonly at: number
  readonly samples: Record<string, readonly [ingress: number, egress: number]>
}

const columns = sampleMembers.map(columnOf).join(', ')

/** Rows travel as one parameter, as JSON: that is the least work for the writer. */
const record = sampleMembers.map((member) => `"${member}" ${sqlType(member)}`).join(', ')

const write = `WITH attached AS (
    INSERT INTO genie.attachment_round AS old (node, at, samples)
    SELECT node, at, samples FROM json_to_recordset($2::json) AS r (node text, at bigint, samples jsonb)
    ON CONFLICT (node, at) DO UPDATE SET samples = old.samples || excluded.samples
  ), seen AS (
    INSERT INTO genie.node AS old (name, seen_at)
    SELECT node, at FROM json_to_recordset($3::json) AS r (node text, at bigint)
    ON CONFLICT (name) DO UPDATE SET seen_at = greatest(old.seen_at, excluded.seen_at)
  )
  INSERT INTO genie.network_sample (node, ${columns})
  SELECT node, ${sampleMembers.map((member) => `"${member}"`).join(', ')}
  FROM json_to_recordset($1::json) AS r (node text, ${record})
  ON CONFLICT (node, network, at) DO UPDATE SET
    ${sampleMembers.map((member) => `${columnOf(member)} = excluded.${columnOf(member)}`).join(', ')}`

/** Writes rows, all or none. The same rows written again are no others; two for one network and time are the later. */
export async function writeSamples(
  connection: Queryable,
  { networks, attachments }: SampleRows,
): Promise<void> {
  const rows = lastOfEach(networks, ({ node, network, at }) => `${node}\n${network}\n${at}`)
  const rounds = roundsOf(attachments)
  await connection.query(write, [JSON.stringify(rows), JSON.stringify(rounds), JSON.stringify(seen(rows))])
}

/** Makes the partitions that these rows fall into. */
export async function makeRoom(connection: Queryable, { networks, attachments }: SampleRows): Promise<void> {
  const hourMs = 3_600_000
  const hours = new Set([...networks, ...attachments].map(({ at }) => at - (at % hourMs)))
  await connection.query('SELECT genie.make_room($1::bigint[])', [[...hours]])
}

/** Whether a write has failed only because nobody has made the day's partition yet. */
export function lacksRoom(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return (
    postgresFault(cause) === 'refused' &&
    cause instanceof Error &&
    cause.message.startsWith('no partition of relation')
  )
}

function sqlType(member: keyof NetworkSample): string {
  const schema = NetworkSample.properties[member]
  const kinds = JSON.stringify(schema)
  if (kinds.includes('"integer"')) return 'bigint'
  return kinds.includes('"number"') ? 'double precision' : 'text'
}

function lastOfEach<Row>(rows: readonly Row[], key: (row: Row) => string): readonly Row[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()]
}

function seen(rows: readonly { readonly node: string; readonly at: number }[]) {
  const newest = new Map<string, number>()
  for (const { node, at } of rows) newest.set(node, Math.max(at, newest.get(node) ?? at))
  return [...newest].map(([node, at]) => ({ node, at }))
}

function roundsOf(samples: SampleRows['attachments']): readonly AttachmentRound[] {
  const rounds = new Map<string, AttachmentRound>()
  for (const {
    node,
    at,
    containerId,
    ifname,
    network,
    ingressBitsPerSecond,
    egressBitsPerSecond,
  } of samples) {
    const key = `${node}\n${at}`
    const round = rounds.get(key) ?? { node, at, samples: {} }
    round.samples[JSON.stringify([containerId, ifname, network])] = [
      ingressBitsPerSecond,
      egressBitsPerSecond,
    ]
    rounds.set(key, round)
  }
  return [...rounds.values()]
}
