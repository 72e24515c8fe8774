import type { Database, Statement } from 'better-sqlite3'
import type { Decision, DecisionOutcome } from '../../domain/decision.ts'
import type { DecisionPage } from '../../domain/network-board.ts'
import type { DecisionQuery, DecisionStore, StandingDecision } from '../decision-store.ts'
import { parseDecision, printBody, type DecisionRow } from './decision-row.ts'
import type { GroupCommit } from './group-commit.ts'
import type { SqliteOutbox } from './sqlite-outbox.ts'

interface DecisionStatements {
  readonly insert: Statement<(string | number | null)[]>
  readonly find: Statement<[string], DecisionRow>
  readonly findForPod: Statement<[string, string], DecisionRow>
  readonly standing: Statement<[], StandingDecision>
  readonly settle: Statement<[string, string | null, string], number>
}

type PageStatement = Statement<[DecisionQuery & { readonly rows: number }], DecisionRow>

const columns = 'body, outcome, error'

/** What each member of a query asks of a row. */
const conditions = {
  before: 'id < @before',
  fromMs: 'at >= @fromMs',
  toMs: 'at < @toMs',
  outcome: 'outcome = @outcome',
  network: 'chosen = @network',
  namespace: 'namespace = @namespace',
  pod: 'pod = @pod',
} as const

/** Decisions in SQLite: the whole of each as JSON, beside the columns that questions are asked by. */
export class SqliteDecisionStore implements DecisionStore {
  readonly #database: Database
  readonly #commits: GroupCommit
  readonly #outbox: SqliteOutbox | null
  readonly #statements: DecisionStatements
  readonly #pages = new Map<string, PageStatement>()

  constructor(database: Database, commits: GroupCommit, outbox: SqliteOutbox | null) {
    this.#database = database
    this.#commits = commits
    this.#outbox = outbox
    this.#statements = {
      insert: database.prepare('INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      find: database.prepare(`SELECT ${columns} FROM decision WHERE id = ?`),
      findForPod: database.prepare(`SELECT ${columns} FROM decision
        WHERE pod_uid = ? AND ifname = ? ORDER BY id DESC LIMIT 1`),
      standing: database.prepare(`SELECT id, at, outcome FROM decision
        WHERE outcome IN ('planned', 'attached') ORDER BY id`),
      settle: database
        .prepare<[string, string | null, string], number>(
          'UPDATE decision SET outcome = ?, error = ? WHERE id = ? RETURNING at',
        )
        .pluck(),
    }
  }

  async insert(decision: Decision): Promise<void> {
    const { id, at, pod, ifname, chosen, outcome, error } = decision
    const body = printBody(decision)
    const row = [id, at, pod.namespace, pod.name, pod.uid, ifname, chosen, outcome, error, body] as const
    await this.#commits.run(() => {
      try {
        this.#statements.insert.run(...row)
      } catch (cause) {
        if (!isDuplicate(cause)) throw cause
        throw new Error(`Cannot store decision ${id} as there is one with this id: make a new id`, { cause })
      }
      this.#outbox?.noteDecision(at, id)
    })
  }

  find(id: string): Promise<Decision | null> {
    return Promise.try(() => {
      this.#commits.flushPatient()
      return orNull(this.#statements.find.get(id))
    })
  }

  findForPod(podUid: string, ifname: string): Promise<Decision | null> {
    return Promise.try(() => {
      const row = this.#statements.findForPod.get(podUid, ifname)
      // Most pods are new: for them nothing is written before its time.
      if (row === undefined || !this.#commits.flushPatient()) return orNull(row)
      return orNull(this.#statements.findForPod.get(podUid, ifname))
    })
  }

  standing(): Promise<readonly StandingDecision[]> {
    return Promise.try(() => {
      this.#commits.flushPatient()
      return this.#statements.standing.all()
    })
  }

  page(query: DecisionQuery): Promise<DecisionPage> {
    return Promise.try(() => {
      this.#commits.flushPatient()
      const asked = Object.entries(conditions).filter(([member]) => member in query)
      const where = asked.map(([, condition]) => condition).join(' AND ') || 'true'
      const rows = this.#pageBy(where).all({ ...query, rows: query.limit + 1 })
      const decisions = rows.slice(0, query.limit).map(parseDecision)
      return { decisions, next: rows.length > query.limit ? (decisions.at(-1)?.id ?? null) : null }
    })
  }

  /** There are as many statements as ways to ask, and a long reading asks in one of them a thousand times. */
  #pageBy(where: string): PageStatement {
    const known = this.#pages.get(where)
    if (known !== undefined) return known
    const page: PageStatement = this.#database.prepare(
      `SELECT ${columns} FROM decision WHERE ${where} ORDER BY id DESC LIMIT @rows`,
    )
    this.#pages.set(where, page)
    return page
  }

  settle(id: string, outcome: DecisionOutcome, error: string | null): Promise<boolean> {
    return this.#commits.runPatiently(() => {
      const at = this.#statements.settle.get(outcome, error, id)
      if (at !== undefined) this.#outbox?.noteDecision(at, id)
      return at !== undefined
    })
  }
}

function orNull(row: DecisionRow | undefined): Decision | null {
  return row === undefined ? null : parseDecision(row)
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}
