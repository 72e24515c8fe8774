import { setImmediate } from 'node:timers/promises'
import type { Database, Statement } from 'better-sqlite3'
import type { Outbox, OutboxEntry } from '../outbox.ts'
import { parseDecision, type DecisionRow } from './decision-row.ts'
import { prepareRoundStatements, type RoundStatements } from './sample-statements.ts'
import type { SqliteNetworkStore } from './sqlite-network-store.ts'
import type { UsageOutbox } from './usage-outbox.ts'

/** A round of 110 pods takes a third of a millisecond to read, and a pod that starts is not kept waiting by many. */
const rowsAStep = 10

interface Row {
  readonly seq: number
  readonly roundAt: number | null
  readonly decisionId: string | null
  readonly owner: string | null
  readonly month: string | null
  readonly network: string | null
}

/**
 * What is still to be shipped, by name only: the rows are read when they are. Whatever changes gets a new number, so that
 * a change during the shipping is shipped too.
 */
export class SqliteOutbox implements Outbox {
  readonly #networks: Pick<SqliteNetworkStore, 'now'>
  readonly #usage: Pick<UsageOutbox, 'owner' | 'volume'>
  readonly #round: RoundStatements
  readonly #noteRound: Statement<[number, number]>
  readonly #noteDecision: Statement<[number, string]>
  readonly #next: Statement<[number], Row>
  readonly #decision: Statement<[string], DecisionRow>
  readonly #shipped: Statement<[number]>
  readonly #standing: Statement<[], { entries: number; oldestAt: number | null }>

  constructor(
    database: Database,
    networks: Pick<SqliteNetworkStore, 'now'>,
    usage: Pick<UsageOutbox, 'owner' | 'volume'>,
  ) {
    this.#networks = networks
    this.#usage = usage
    this.#round = prepareRoundStatements(database)
    this.#noteRound = database.prepare('INSERT OR REPLACE INTO outbox (at, round_at) VALUES (?, ?)')
    this.#noteDecision = database.prepare('INSERT OR REPLACE INTO outbox (at, decision_id) VALUES (?, ?)')
    this.#next =
      database.prepare(`SELECT seq, round_at AS roundAt, decision_id AS decisionId, owner, month, network
      FROM outbox ORDER BY seq LIMIT ?`)
    this.#decision = database.prepare('SELECT body, outcome, error FROM decision WHERE id = ?')
    this.#shipped = database.prepare('DELETE FROM outbox WHERE seq <= ?')
    this.#standing = database.prepare(`SELECT count(*) AS entries,
      (SELECT at FROM outbox ORDER BY seq LIMIT 1) AS oldestAt FROM outbox`)
  }

  /** To be called in the transaction that stores samples of that time. */
  noteRound(at: number): void {
    this.#noteRound.run(at, at)
  }

  /** To be called in the transaction that stores or changes the decision. */
  noteDecision(at: number, id: string): void {
    this.#noteDecision.run(at, id)
  }

  async next(limit: number): Promise<readonly OutboxEntry[]> {
    for (;;) {
      const rows = this.#next.all(limit)
      const entries = await this.#entriesOf(rows)
      const last = rows.at(-1)
      if (last === undefined || entries.length > 0) return [...entries, ...this.#toldWith(entries)]
      // All of them are of rows that had to go: what is behind them must not wait for ever.
      this.#shipped.run(last.seq)
    }
  }

  /** Which networks there are goes with rounds, as nobody asks for it without figures. */
  #toldWith(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
    const last = entries.at(-1)
    if (last === undefined || !entries.some(({ kind }) => kind === 'round')) return []
    const networks = this.#networks.now()
    return networks.length === 0 ? [] : [{ seq: last.seq, kind: 'networks', networks }]
  }

  /** What changes meanwhile has a new number, and is shipped again. */
  async #entriesOf(rows: readonly Row[]): Promise<readonly OutboxEntry[]> {
    const entries: OutboxEntry[] = []
    for (const [index, row] of rows.entries()) {
      if (index > 0 && index % rowsAStep === 0) await setImmediate()
      const entry = this.#entryOf(row)
      if (entry !== null) entries.push(entry)
    }
    return entries
  }

  #entryOf({ seq, roundAt, decisionId, owner, month, network }: Row): OutboxEntry | null {
    if (owner !== null) {
      const use = this.#usage.owner(owner)
      return use && { seq, kind: 'owner', use }
    }
    if (month !== null && network !== null) {
      const volume = this.#usage.volume(month, network)
      return volume && { seq, kind: 'volume', volume }
    }
    if (roundAt !== null) {
      const networks = this.#round.networks.all(roundAt)
      const attachments = this.#round.attachments.all(roundAt)
      return networks.length + attachments.length > 0 ? { seq, kind: 'round', networks, attachments } : null
    }
    const row = decisionId === null ? undefined : this.#decision.get(decisionId)
    return row === undefined ? null : { seq, kind: 'decision', decision: parseDecision(row) }
  }

  shipped(upToSeq: number): Promise<void> {
    return Promise.try(() => void this.#shipped.run(upToSeq))
  }

  standing(): Promise<{ readonly entries: number; readonly oldestAt: number | null }> {
    return Promise.try(() => this.#standing.get() ?? { entries: 0, oldestAt: null })
  }
}
