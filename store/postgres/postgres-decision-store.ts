import type { Decision, DecisionOutcome } from '../../domain/decision.ts'
import type { DecisionPage } from '../../domain/network-board.ts'
import type { DecisionQuery, DecisionStore, StandingDecision } from '../decision-store.ts'
import type { Queryable } from './connect.ts'
import { unpackBody, type DecisionBody, type PackedBody } from '../packed-decision.ts'
import { decisionRow, insertDecisions, storableError } from './write-decisions.ts'

interface DecisionRow {
  readonly body: PackedBody | DecisionBody
  readonly outcome: DecisionOutcome
  readonly error: string | null
}

const columns = 'body, outcome, error'

/** What each member of a query asks of a row. */
const conditions = {
  before: 'id <',
  fromMs: 'at >=',
  toMs: 'at <',
  outcome: 'outcome =',
  network: 'chosen =',
  namespace: 'namespace =',
  pod: 'pod =',
} as const

/** Decisions in PostgreSQL, of one node; of all nodes where none is named. */
export class PostgresDecisionStore implements DecisionStore {
  readonly #database: Queryable
  readonly #node: string | null

  constructor(database: Queryable, node: string | null) {
    this.#database = database
    this.#node = node
  }

  async insert(decision: Decision): Promise<void> {
    if (this.#node === null)
      throw new Error(`Cannot store decision ${decision.id} for all nodes at once: open the store of one`)
    const inserted = await this.#database.query(`${insertDecisions} ON CONFLICT DO NOTHING RETURNING id`, [
      JSON.stringify([decisionRow(this.#node, decision)]),
    ])
    if (inserted.length === 0)
      throw new Error(`Cannot store decision ${decision.id} as there is one with this id: make a new id`)
  }

  find(id: string): Promise<Decision | null> {
    return this.#one('id = $2', [id])
  }

  findForPod(podUid: string, ifname: string): Promise<Decision | null> {
    return this.#one('pod_uid = $2 AND ifname = $3 ORDER BY id DESC LIMIT 1', [podUid, ifname])
  }

  standing(): Promise<readonly StandingDecision[]> {
    return this.#database.query<StandingDecision>(
      `SELECT id, at, outcome FROM genie.decision
        WHERE ${ofNode} AND outcome IN ('planned', 'attached') ORDER BY id`,
      [this.#node],
    )
  }

  async page({ limit, ...asked }: DecisionQuery): Promise<DecisionPage> {
    const given = Object.entries(conditions).flatMap(([member, condition]) => {
      const value = asked[member as keyof typeof conditions]
      return value === undefined ? [] : [{ condition, value }]
    })
    const where = [ofNode, ...given.map(({ condition }, index) => `${condition} $${index + 3}`)]
    const rows = await this.#database.query<DecisionRow>(
      `SELECT ${columns} FROM genie.decision WHERE ${where.join(' AND ')} ORDER BY id DESC LIMIT $2`,
      [this.#node, limit + 1, ...given.map(({ value }) => value)],
    )
    const decisions = rows.slice(0, limit).map(decisionOf)
    return { decisions, next: rows.length > limit ? (decisions.at(-1)?.id ?? null) : null }
  }

  async settle(id: string, outcome: DecisionOutcome, error: string | null): Promise<boolean> {
    const settled = await this.#database.query(
      `UPDATE genie.decision SET outcome = $3, error = $4 WHERE ${ofNode} AND id = $2 RETURNING id`,
      [this.#node, id, outcome, storableError(error)],
    )
    return settled.length > 0
  }

  async #one(where: string, values: readonly string[]): Promise<Decision | null> {
    const [row] = await this.#database.query<DecisionRow>(
      `SELECT ${columns} FROM genie.decision WHERE ${ofNode} AND ${where}`,
      [this.#node, ...values],
    )
    return row === undefined ? null : decisionOf(row)
  }
}

const ofNode = '($1::text IS NULL OR node = $1)'

function decisionOf({ body, outcome, error }: DecisionRow): Decision {
  return { ...unpackBody(body), outcome, error }
}
