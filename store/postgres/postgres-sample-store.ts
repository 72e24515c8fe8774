import type { HistoryPoint } from '../../domain/network-history.ts'
import type { AttachmentSample, NetworkSample } from '../../domain/network-sample.ts'
import { aheadMs, retentionMs } from '../retention.ts'
import type { HistoryQuery, SampleStore } from '../sample-store.ts'
import type { Queryable } from './connect.ts'
import { pointOf, type HistoryRow } from './history-point.ts'
import { historySql } from './history-sql.ts'
import { sampleList } from './sample-columns.ts'
import { lacksRoom, makeRoom, writeSamples } from './write-samples.ts'

interface AttachmentRow {
  readonly at: number
  readonly key: string
  readonly value: readonly [ingress: number, egress: number]
}

/** From name to name through the primary key: as many look-ups as there are networks, however long the history. */
const latest = `WITH RECURSIVE name (network) AS (
    SELECT min(network) FROM genie.network_sample WHERE node = $1 AND at >= $2 AND at < $3
    UNION ALL
    SELECT (SELECT min(network) FROM genie.network_sample
      WHERE node = $1 AND at >= $2 AND at < $3 AND network > name.network)
    FROM name WHERE name.network IS NOT NULL
  )
  SELECT newest.* FROM name, LATERAL (
    SELECT ${sampleList} FROM genie.network_sample
    WHERE node = $1 AND network_sample.network = name.network AND at >= $2 AND at < $3 ORDER BY at DESC LIMIT 1
  ) AS newest
  ORDER BY newest.network COLLATE "C"`

const recent = `SELECT * FROM (
    SELECT ${sampleList} FROM genie.network_sample
    WHERE node = $1 AND network = $2 AND at >= $3 AND at < $4 ORDER BY at DESC LIMIT $5
  ) AS newest ORDER BY at`

const recentAll = `SELECT ${sampleList} FROM genie.network_sample
  WHERE node = $1 AND at >= $2 AND at < $3 ORDER BY network COLLATE "C", at`

const recentAttachments = `SELECT at, key, value FROM genie.attachment_round, jsonb_each(samples)
  WHERE node = $1 AND at >= $2 AND at < $3 ORDER BY at, key`

const peakRates = `SELECT rate FROM genie.network_sample,
    LATERAL greatest(ingress_bits_per_second, egress_bits_per_second) AS rate
  WHERE node = $1 AND network = $2 AND at >= $3 AND at < $4 AND rate IS NOT NULL ORDER BY rate`

/** Later than any clock shows: no row is from the future yet. */
const noEndMs = Number.MAX_SAFE_INTEGER

/**
 * One node's samples in PostgreSQL. Rows go with their partition, a day or so after their time; until then `forget`
 * hides those that are too old to be asked for, and those that a clock that was wrong has put ahead.
 */
export class PostgresSampleStore implements SampleStore {
  readonly #database: Queryable
  readonly #node: string
  #since = { raw: 0, attachments: 0, minute: 0, hour: 0 }
  #endMs = noEndMs

  constructor(database: Queryable, node: string) {
    this.#database = database
    this.#node = node
  }

  async append(networks: readonly NetworkSample[], attachments: readonly AttachmentSample[]): Promise<void> {
    const ofNode = <Row extends object>(row: Row) => ({ ...row, node: this.#node })
    const rows = { networks: networks.map(ofNode), attachments: attachments.map(ofNode) }
    try {
      await writeSamples(this.#database, rows)
    } catch (error) {
      if (!lacksRoom(error)) throw error
      await makeRoom(this.#database, rows)
      await writeSamples(this.#database, rows)
    }
  }

  latest(): Promise<NetworkSample[]> {
    return this.#database.query(latest, [this.#node, this.#since.raw, this.#endMs])
  }

  recent(network: string, sinceMs: number, limit: number): Promise<NetworkSample[]> {
    const since = Math.max(sinceMs, this.#since.raw)
    return this.#database.query(recent, [this.#node, network, since, this.#endMs, limit])
  }

  recentAll(sinceMs: number): Promise<NetworkSample[]> {
    return this.#database.query(recentAll, [this.#node, Math.max(sinceMs, this.#since.raw), this.#endMs])
  }

  async recentAttachments(sinceMs: number): Promise<AttachmentSample[]> {
    const since = Math.max(sinceMs, this.#since.attachments)
    const rows = await this.#database.query<AttachmentRow>(recentAttachments, [
      this.#node,
      since,
      this.#endMs,
    ])
    return rows.map(({ at, key, value: [ingressBitsPerSecond, egressBitsPerSecond] }) => {
      const [containerId, ifname, network] = JSON.parse(key) as [string, string, string]
      return { containerId, ifname, network, at, ingressBitsPerSecond, egressBitsPerSecond }
    })
  }

  async peakRates(network: string, sinceMs: number): Promise<number[]> {
    const since = Math.max(sinceMs, this.#since.raw)
    const values = [this.#node, network, since, this.#endMs]
    return (await this.#database.query<{ readonly rate: number }>(peakRates, values)).map(({ rate }) => rate)
  }

  async history({ network, fromMs, toMs, limit, resolution }: HistoryQuery): Promise<HistoryPoint[]> {
    const from = Math.max(fromMs, this.#since[resolution])
    const values = [this.#node, network, from, Math.min(toMs, this.#endMs), limit]
    return (await this.#database.query<HistoryRow>(historySql[resolution], values)).map(pointOf)
  }

  /** Hides what is too old at a time (Unix, in ms), and what is well after it; to be called once an hour at least. */
  forget(nowMs: number): void {
    const { networks, attachments, minutes, hours } = retentionMs
    this.#since = {
      raw: nowMs - networks,
      attachments: nowMs - attachments,
      minute: nowMs - minutes,
      hour: nowMs - hours,
    }
    this.#endMs = nowMs + 2 * aheadMs
  }
}
