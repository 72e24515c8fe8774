import { historyFigures, type Resolution } from '../../domain/network-history.ts'
import { columnOf, historyColumns, historyList } from './sample-columns.ts'

const spanMs = { minute: 60_000, hour: 3_600_000 } as const

/** Every sample is a spread of its own. */
const rawList = historyFigures
  .map(columnOf)
  .map(
    (column) =>
      `CASE WHEN ${column} IS NOT NULL THEN ARRAY[${column}, ${column}, ${column}, ${column}, 1] END AS ${column}`,
  )
  .join(', ')

/** Parameters: node, network, from, to, limit. Oldest first, and the newest ones where the limit cuts. */
const newest = (points: string) => `SELECT at, ${historyList} FROM (
    SELECT * FROM (${points}) AS points ORDER BY at DESC LIMIT $5
  ) AS newest ORDER BY at`

/** What is summed up already, and behind it what is summed up now: spans that begin in the time asked for, whole ones. */
const summedUp = (resolution: 'minute' | 'hour') => {
  const span = spanMs[resolution]
  const nextBegin = (time: string) => `(${time} + ${span - 1}) - (${time} + ${span - 1}) % ${span}`
  const rolledUntil = '(SELECT rolled_until FROM genie.maintenance)'
  return `SELECT at, ${historyColumns} FROM genie.network_${resolution}
    WHERE node = $1 AND network = $2 AND at >= $3 AND at < $4
    UNION ALL
    SELECT at, ${historyColumns} FROM genie.spreads(${span},
      greatest(${nextBegin('$3::bigint')}, ${rolledUntil}), ${nextBegin('$4::bigint')}, $1, $2)`
}

/** How a network's history is asked for, by its resolution. */
export const historySql: Readonly<Record<Resolution, string>> = {
  raw: newest(`SELECT at, ${rawList} FROM genie.network_sample
    WHERE node = $1 AND network = $2 AND at >= $3 AND at < $4`),
  minute: newest(summedUp('minute')),
  hour: newest(summedUp('hour')),
}
