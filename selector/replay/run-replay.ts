import { existsSync } from 'node:fs'
import { messageOf } from '../../service-kit/message-of.ts'
import type { ClusterStore } from '../../store/cluster-store.ts'
import { isPostgresUrl } from '../../store/postgres/database-name.ts'
import { openCluster } from '../open-cluster.ts'
import { replayAll } from './replay-all.ts'
import { replayOptions, usage, type ReplayOptions } from './replay-options.ts'
import { replayText, summaryText } from './replay-text.ts'
import { reportReplay } from './report-replay.ts'

/** The world outside of the program. */
export interface ReplayWorld {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly print: (text: string) => void
  readonly warn: (text: string) => void
}

/** What is printed, and whether all of it was the same. */
interface Outcome {
  readonly document: unknown
  readonly text: string
  readonly isSame: boolean
}

/** `npm run replay`; answers the exit status. */
export async function runReplay(words: readonly string[], world: ReplayWorld): Promise<number> {
  const options = replayOptions(words, world.env)
  if (typeof options === 'string') {
    world.warn(`${options}\n${usage}`)
    return 2
  }
  try {
    const { database } = options
    if (!isPostgresUrl(database) && !existsSync(database))
      throw new Error(`Cannot read ${database} as there is no such file: name another with --db`)
    await using cluster = await openCluster(database, options.owner)
    const { document, text, isSame } = await replayFrom(cluster, options)
    world.print(options.isJson ? `${JSON.stringify(document)}\n` : text)
    return isSame ? 0 : 3
  } catch (error) {
    world.warn(`${messageOf(error)}\n`)
    return 1
  }
}

async function replayFrom(cluster: ClusterStore, { decision: id, node }: ReplayOptions): Promise<Outcome> {
  if (id === null) {
    const summary = await replayAll(cluster.decisionsOf(node))
    return { document: summary, text: summaryText(summary), isSame: summary.different.length === 0 }
  }
  const decision = await cluster.decisionsOf(null).find(id)
  if (decision === null)
    throw new Error(
      `Cannot find decision ${id}: it is unknown or older than the retention, or --db names another store`,
    )
  const report = reportReplay(decision)
  return { document: report, text: replayText(report), isSame: report.isSame }
}
