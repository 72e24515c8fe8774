import type {
  Intent,
  IntentChange,
  IntentHistory,
  IntentHistoryQuery,
  IntentRef,
  IntentStore,
  IntentWrite,
} from '../intent-store.ts'
import { intentOutcome } from '../intent-outcome.ts'
import type { Queryable } from './connect.ts'

/** Something that runs work in one transaction. */
interface Transacting extends Queryable {
  transaction<Result>(work: (connection: Queryable) => Promise<Result>): Promise<Result>
}

const columns = 'kind, namespace, name, version, spec'
const ofRef = 'kind = $1 AND namespace = $2 AND name = $3'

/** What each member of a query asks of a change. */
const conditions = { before: 'seq <', kind: 'kind =', namespace: 'namespace =', name: 'name =' } as const

/** Intents in PostgreSQL: of the whole cluster, whichever node is asked. */
export class PostgresIntentStore implements IntentStore {
  readonly #database: Transacting

  constructor(database: Transacting) {
    this.#database = database
  }

  list(kind: string, namespace?: string): Promise<readonly Intent[]> {
    return this.#database.query<Intent>(
      `SELECT ${columns} FROM genie.intent
        WHERE kind = $1 AND ($2::text IS NULL OR namespace = $2) AND spec IS NOT NULL ORDER BY namespace, name`,
      [kind, namespace ?? null],
    )
  }

  async find(ref: IntentRef): Promise<Intent | null> {
    const [found] = await this.#database.query<Intent>(
      `SELECT ${columns} FROM genie.intent WHERE ${ofRef} AND spec IS NOT NULL`,
      valuesOf(ref),
    )
    return found ?? null
  }

  write(change: IntentWrite): Promise<Intent | null | 'conflict'> {
    return this.#database.transaction((connection) => writeIn(connection, change))
  }

  note(change: Omit<IntentChange, 'id'>): Promise<void> {
    return this.#database.transaction((connection) => noteIn(connection, change))
  }

  async history({ limit, ...query }: IntentHistoryQuery): Promise<IntentHistory> {
    const given = Object.entries(conditions).flatMap(([member, condition]) => {
      const value = query[member as keyof typeof conditions]
      return value === undefined ? [] : [{ condition, value }]
    })
    const where = given.map(({ condition }, index) => `${condition} $${index + 2}`).join(' AND ') || 'true'
    const rows = await this.#database.query<Omit<IntentChange, 'id'> & { readonly seq: number }>(
      `SELECT seq, at, changed_by AS "by", kind, namespace, name, version, before, after
        FROM genie.intent_change WHERE ${where} ORDER BY seq DESC LIMIT $1`,
      [limit + 1, ...given.map(({ value }) => value)],
    )
    const changes = rows.slice(0, limit).map(({ seq, ...row }) => ({ ...row, id: String(seq) }))
    return { changes, next: rows.length > limit ? (changes.at(-1)?.id ?? null) : null }
  }
}

const valuesOf = ({ kind, namespace, name }: IntentRef) => [kind, namespace, name]

/** The row is there and locked before it is looked at, so that of two writers the second sees what the first has done. */
async function writeIn(connection: Queryable, change: IntentWrite): Promise<Intent | null | 'conflict'> {
  const { kind, namespace, name, at, by } = change
  const ref = valuesOf(change)
  await connection.query('INSERT INTO genie.intent VALUES ($1, $2, $3, 0, NULL) ON CONFLICT DO NOTHING', ref)
  const [row] = await connection.query<Intent>(
    `SELECT ${columns} FROM genie.intent WHERE ${ofRef} FOR UPDATE`,
    ref,
  )
  const version = row?.version ?? 0
  const before = row?.spec ?? undefined
  const outcome = intentOutcome(change, { version, spec: before })
  if (outcome === 'conflict') return 'conflict'
  const next = outcome === 'same' ? version : version + 1
  const known = { kind, namespace, name, version: next }
  if (outcome === 'changed') {
    await connection.query(`UPDATE genie.intent SET version = $4, spec = $5 WHERE ${ofRef}`, [
      ...ref,
      next,
      textOf(change.spec),
    ])
    await noteIn(connection, { ...known, at, by, before, after: change.spec })
  }
  const [now] = await connection.query<Pick<Intent, 'spec'>>(
    `SELECT spec FROM genie.intent WHERE ${ofRef}`,
    ref,
  )
  return now === undefined || now.spec === null ? null : { ...known, spec: now.spec }
}

const textOf = (spec: unknown): string | null =>
  spec === undefined || spec === null ? null : JSON.stringify(spec)

/** Whoever adds a change removes those that are too old. */
async function noteIn(connection: Queryable, change: Omit<IntentChange, 'id'>): Promise<void> {
  const { version, at, by, before, after } = change
  await connection.query(
    `INSERT INTO genie.intent_change (kind, namespace, name, version, at, changed_by, before, after)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [...valuesOf(change), version, at, by, textOf(before), textOf(after)],
  )
  await connection.query('SELECT genie.forget_intent_changes()')
}
