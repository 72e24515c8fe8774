import type { Database, Statement } from 'better-sqlite3'
import { NetworkSample, type AttachmentSample } from '../../domain/network-sample.ts'

/** The statements of the sample store, prepared once. */
export interface SampleStatements {
  readonly insertNetwork: Statement<[NetworkSample]>
  readonly nameAttachment: Statement<[string, string, string, number], number>
  readonly insertAttachment: Statement<[number, number, number, number]>
  readonly latest: Statement<[], NetworkSample>
  /** Newest first. */
  readonly recent: Statement<[string, number, number], NetworkSample>
  readonly recentAll: Statement<[number], NetworkSample>
  readonly recentAttachments: Statement<[number], AttachmentSample>
  readonly peakRates: Statement<[string, number], number>
  readonly pruneNetworks: Statement<[number, number]>
  readonly pruneAttachmentSamples: Statement<[number, number]>
  readonly pruneAttachments: Statement<[number]>
}

/** The columns of a sample: a member's name in snake case. */
const members = [...Object.keys(NetworkSample.properties)]
const columnOf = (member: string) => member.replace(/[A-Z][0-9]*/g, (part) => `_${part.toLowerCase()}`)

const networkColumns = members.map((member) => `s.${columnOf(member)} AS ${member}`).join(', ')

const insertNetwork = `INSERT OR REPLACE INTO network_sample (${members.map(columnOf).join(', ')})
  VALUES (${members.map((member) => `@${member}`).join(', ')})`

const nameAttachment = `INSERT INTO attachment (container_id, ifname, network, last_at) VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET last_at = max(last_at, excluded.last_at) RETURNING id`

/** From name to name through the primary key: as many look-ups as there are networks, however long the history. */
const withNames = `WITH RECURSIVE name (network) AS (
    SELECT min(network) FROM network_sample
    UNION ALL
    SELECT (SELECT min(network) FROM network_sample WHERE network > name.network)
    FROM name WHERE name.network IS NOT NULL
  )`

const latest = `${withNames}
  SELECT ${networkColumns} FROM name JOIN network_sample s ON s.network = name.network
    AND s.at = (SELECT max(at) FROM network_sample WHERE network = name.network)
  ORDER BY s.network`

const recent = `SELECT ${networkColumns} FROM network_sample s
  WHERE s.network = ? AND s.at >= ? ORDER BY s.at DESC LIMIT ?`

const recentAll = `${withNames}
  SELECT ${networkColumns} FROM name JOIN network_sample s ON s.network = name.network AND s.at >= ?
  ORDER BY s.network, s.at`

const recentAttachments = `SELECT a.container_id AS containerId, a.ifname, a.network, s.at,
    s.ingress_bits_per_second AS ingressBitsPerSecond, s.egress_bits_per_second AS egressBitsPerSecond
  FROM attachment_sample s JOIN attachment a ON a.id = s.attachment
  WHERE s.at >= ? ORDER BY s.at, s.attachment`

const peakRates = `SELECT max(
    coalesce(ingress_bits_per_second, egress_bits_per_second),
    coalesce(egress_bits_per_second, ingress_bits_per_second)) AS rate
  FROM network_sample WHERE network = ? AND at >= ? AND rate IS NOT NULL ORDER BY rate`

const pruneNetworks = `DELETE FROM network_sample WHERE (network, at) IN (
  SELECT network, at FROM network_sample WHERE at < ? LIMIT ?)`

const pruneAttachmentSamples = `DELETE FROM attachment_sample WHERE (at, attachment) IN (
  SELECT at, attachment FROM attachment_sample WHERE at < ? LIMIT ?)`

/** @throws {Error} if the database does not have the tables of `migrations/sqlite/` */
export function prepareSampleStatements(database: Database): SampleStatements {
  return {
    insertNetwork: database.prepare(insertNetwork),
    nameAttachment: database.prepare<[string, string, string, number], number>(nameAttachment).pluck(),
    insertAttachment: database.prepare('INSERT OR REPLACE INTO attachment_sample VALUES (?, ?, ?, ?)'),
    latest: database.prepare(latest),
    recent: database.prepare(recent),
    recentAll: database.prepare(recentAll),
    recentAttachments: database.prepare(recentAttachments),
    peakRates: database.prepare<[string, number], number>(peakRates).pluck(),
    pruneNetworks: database.prepare(pruneNetworks),
    pruneAttachmentSamples: database.prepare(pruneAttachmentSamples),
    pruneAttachments: database.prepare('DELETE FROM attachment WHERE last_at < ?'),
  }
}
