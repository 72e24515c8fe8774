import type { Database, Statement } from 'better-sqlite3'
import type {
  Intent,
  IntentChange,
  IntentHistory,
  IntentHistoryQuery,
  IntentRef,
  IntentStore,
  IntentWrite,
} from '../intent-store.ts'
import { intentOutcome, type KnownIntent } from '../intent-outcome.ts'

interface IntentRow extends IntentRef {
  readonly version: number
  readonly spec: string | null
}

interface ChangeRow extends IntentRef {
  readonly seq: number
  readonly at: number
  readonly by: string
  readonly version: number
  readonly before: string | null
  readonly after: string | null
}

interface IntentStatements {
  readonly list: Statement<[{ readonly kind: string; readonly namespace: string | null }], IntentRow>
  readonly find: Statement<[IntentRef], IntentRow>
  readonly put: Statement<[IntentRow]>
  readonly note: Statement<[Omit<ChangeRow, 'seq'>]>
}

/** What each member of a query asks of a change. */
const conditions = {
  before: 'seq < CAST(@before AS INTEGER)',
  kind: 'kind = @kind',
  namespace: 'namespace = @namespace',
  name: 'name = @name',
} as const

/** Intents in SQLite: what is, and beside it every change in the same transaction. */
export class SqliteIntentStore implements IntentStore {
  readonly #database: Database
  readonly #statements: IntentStatements

  constructor(database: Database) {
    this.#database = database
    this.#statements = {
      list: database.prepare(`SELECT kind, namespace, name, version, spec FROM intent
        WHERE kind = @kind AND (@namespace IS NULL OR namespace = @namespace) AND spec IS NOT NULL
        ORDER BY namespace, name`),
      find: database.prepare(`SELECT kind, namespace, name, version, spec FROM intent
        WHERE kind = @kind AND namespace = @namespace AND name = @name`),
      put: database.prepare(
        'INSERT OR REPLACE INTO intent VALUES (@kind, @namespace, @name, @version, @spec)',
      ),
      note: database.prepare(`INSERT INTO intent_change (at, changed_by, kind, namespace, name, version, before, after)
        VALUES (@at, @by, @kind, @namespace, @name, @version, @before, @after)`),
    }
  }

  list(kind: string, namespace?: string): Promise<readonly Intent[]> {
    return Promise.try(() => this.#statements.list.all({ kind, namespace: namespace ?? null }).map(intentOf))
  }

  find(ref: IntentRef): Promise<Intent | null> {
    return Promise.try(() => {
      const row = this.#statements.find.get(onlyRef(ref))
      return row === undefined || row.spec === null ? null : intentOf(row)
    })
  }

  write(change: IntentWrite): Promise<Intent | null | 'conflict'> {
    return Promise.try(() => this.#database.transaction(() => this.#write(change)).immediate())
  }

  note({ kind, namespace, name, at, by, version, before, after }: Omit<IntentChange, 'id'>): Promise<void> {
    return Promise.try(() => {
      const specs = { before: textOf(before ?? undefined), after: textOf(after ?? undefined) }
      this.#statements.note.run({ kind, namespace, name, at, by, version, ...specs })
    })
  }

  history({ limit, ...query }: IntentHistoryQuery): Promise<IntentHistory> {
    return Promise.try(() => {
      const asked = Object.entries(conditions).filter(([member]) => member in query)
      const where = asked.map(([, condition]) => condition).join(' AND ') || 'true'
      const rows = this.#database
        .prepare<[Omit<IntentHistoryQuery, 'limit'> & { readonly rows: number }], ChangeRow>(
          `SELECT seq, at, changed_by AS "by", kind, namespace, name, version, before, after
            FROM intent_change WHERE ${where} ORDER BY seq DESC LIMIT @rows`,
        )
        .all({ ...query, rows: limit + 1 })
      const changes = rows.slice(0, limit).map(changeOf)
      return { changes, next: rows.length > limit ? (changes.at(-1)?.id ?? null) : null }
    })
  }

  #write(change: IntentWrite): Intent | null | 'conflict' {
    const ref = onlyRef(change)
    const row = this.#statements.find.get(ref)
    const known: KnownIntent = { version: row?.version ?? 0, spec: parsed(row?.spec ?? null) ?? undefined }
    const outcome = intentOutcome(change, known)
    if (outcome === 'conflict') return 'conflict'
    if (outcome === 'same') return row === undefined || row.spec === null ? null : intentOf(row)
    const next = { ...ref, version: known.version + 1, spec: textOf(change.spec) }
    this.#statements.put.run(next)
    const { at, by } = change
    const noted = { ...ref, at, by, version: next.version, before: row?.spec ?? null, after: next.spec }
    this.#statements.note.run(noted)
    return next.spec === null ? null : intentOf(next)
  }
}

const onlyRef = ({ kind, namespace, name }: IntentRef): IntentRef => ({ kind, namespace, name })
const textOf = (spec: unknown): string | null => (spec === undefined ? null : JSON.stringify(spec))
const parsed = (text: string | null): unknown => (text === null ? null : (JSON.parse(text) as unknown))

function intentOf({ spec, ...row }: IntentRow): Intent {
  return { ...row, spec: parsed(spec) }
}

function changeOf({ seq, before, after, ...row }: ChangeRow): IntentChange {
  return { ...row, id: String(seq), before: parsed(before), after: parsed(after) }
}
