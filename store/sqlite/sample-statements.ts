import type { Database, Statement } from 'better-sqlite3'
import type { AttachmentSample, NetworkSample } from '../../domain/network-sample.ts'
import { namesIn } from './names-in.ts'
import { columnOf, networkColumns, networkMembers } from './network-columns.ts'

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
}

const insertNetwork = `INSERT OR REPLACE INTO network_sample (${networkMembers.map(columnOf).join(', ')})
  VALUES (${networkMembers.map((member) => `@${member}`).join(', ')})`

const nameAttachment = `INSERT INTO attachment (container_id, ifname, network, last_at) VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET last_at = max(last_at, excluded.last_at) RETURNING id`

const latest = `WITH ${namesIn('network_sample')}
  SELECT ${networkColumns} FROM name JOIN network_sample s ON s.network = name.network
    AND s.at = (SELECT max(at) FROM network_sample WHERE network = name.network)
  ORDER BY s.network`

const recent = `SELECT ${networkColumns} FROM network_sample s
  WHERE s.network = ? AND s.at >= ? ORDER BY s.at DESC LIMIT ?`

/** CROSS JOIN, as SQLite would else look through all samples for each name. */
const recentAll = `WITH ${namesIn('network_sample')}
  SELECT ${networkColumns} FROM name CROSS JOIN network_sample s ON s.network = name.network AND s.at >= ?`

const attachmentColumns = `a.container_id AS containerId, a.ifname, a.network, s.at,
  s.ingress_bits_per_second AS ingressBitsPerSecond, s.egress_bits_per_second AS egressBitsPerSecond`

const recentAttachments = `SELECT ${attachmentColumns}
  FROM attachment_sample s JOIN attachment a ON a.id = s.attachment
  WHERE s.at >= ? ORDER BY s.at, s.attachment`

const peakRates = `SELECT max(
    coalesce(ingress_bits_per_second, egress_bits_per_second),
    coalesce(egress_bits_per_second, ingress_bits_per_second)) AS rate
  FROM network_sample WHERE network = ? AND at >= ? AND rate IS NOT NULL ORDER BY rate`

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
  }
}

/** The samples of one round: those of networks by name, and those of attachments. */
export interface RoundStatements {
  readonly networks: Statement<[number], NetworkSample>
  readonly attachments: Statement<[number], AttachmentSample>
}

/** Statements that answer a round by its time. */
export function prepareRoundStatements(database: Database): RoundStatements {
  return {
    networks: database.prepare(`WITH ${namesIn('network_sample')}
      SELECT ${networkColumns} FROM name CROSS JOIN network_sample s ON s.network = name.network AND s.at = ?`),
    attachments: database.prepare(`SELECT ${attachmentColumns}
      FROM attachment_sample s JOIN attachment a ON a.id = s.attachment
      WHERE s.at = ? ORDER BY s.attachment`),
  }
}
