import { hostname } from 'node:os'
import { parseArgs } from 'node:util'

/** How the program is called. */
export const usage = `Usage: npm run replay -- --decision ID | --all [--db PATH|URL] [--node NAME] [--json]
Makes stored decisions again from their own inputs, and says whether every bit of them is the same.
  --decision ID   this one
  --all           all that are stored, newest first
  --db PATH|URL   the agent's SQLite file, or the cluster's PostgreSQL; GENIE_DB, else /var/lib/genie/genie.db
  --node NAME     with --all, only decisions of this node
  --json          one line of JSON
Ends with status 0 if all are the same, 1 if it cannot tell, 2 if it cannot be called so, 3 if one is not the same.
`

/** What is to be replayed, and from where. */
export interface ReplayOptions {
  /** Null for all. */
  readonly decision: string | null
  readonly database: string
  /** The node whose decisions are meant; null for all of them. */
  readonly node: string | null
  /** Whose file it is, where a file is read. */
  readonly owner: string
  readonly isJson: boolean
}

/** Reads the command line; a text is what is wrong with it. */
export function replayOptions(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReplayOptions | string {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        decision: { type: 'string' },
        all: { type: 'boolean', default: false },
        db: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { decision = null, all, db, node = null, json } = values
    if ((decision === null) !== all)
      return 'Cannot tell what to replay: give either --decision with an id, or --all'
    const database = db ?? env['GENIE_DB'] ?? '/var/lib/genie/genie.db'
    return { decision, database, node, owner: node ?? env['NODE_NAME'] ?? hostname(), isJson: json }
  } catch (error) {
    return `Cannot read the command line: ${error instanceof Error ? error.message : String(error)}`
  }
}
