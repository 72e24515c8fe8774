import { historyFigures, type HistoryFigure, type Resolution } from '../../domain/network-history.ts'
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
const summedUp = (
  resolution: 'minute' | 'hour',
  [where, ofWhom, from, to]: readonly [where: string, ofWhom: string, from: string, to: string],
) => {
  const span = spanMs[resolution]
  const nextBegin = (time: string) => `(${time} + ${span - 1}) - (${time} + ${span - 1}) % ${span}`
  const rolledUntil = '(SELECT rolled_until FROM genie.maintenance)'
  return `SELECT at, ${historyColumns} FROM genie.network_${resolution}
    WHERE ${where} AND at >= ${from} AND at < ${to}
    UNION ALL
    SELECT at, ${historyColumns} FROM genie.spreads(${span},
      greatest(${nextBegin(`${from}::bigint`)}, ${rolledUntil}), ${nextBegin(`${to}::bigint`)}, ${ofWhom})`
}

const ofOneNode = ['node = $1 AND network = $2', '$1, $2', '$3', '$4'] as const

/** Of these the nodes' figures add up; of the others they do not. */
const sums = new Set<HistoryFigure>([
  'ingressBitsPerSecond',
  'egressBitsPerSecond',
  'headroomBitsPerSecond',
  'addressesUsed',
  'attachments',
])

const ofAllNodes = historyFigures
  .map((figure) => {
    const column = columnOf(figure)
    const parts = sums.has(figure)
      ? [1, 2, 3, 4, 5].map((part) => `sum(${column}[${part}])`)
      : [
          `min(${column}[1])`,
          `max(${column}[2])`,
          `sum(${column}[3] * ${column}[5]) / sum(${column}[5])`,
          `max(${column}[4])`,
          `sum(${column}[5])`,
        ]
    return `CASE WHEN count(${column}) > 0 THEN ARRAY[${parts.join(', ')}] END AS "${figure}"`
  })
  .join(', ')

/** Parameters: network, from, to, limit. See `ClusterStore.historyOfAll`. */
const summedOverNodes = (resolution: 'minute' | 'hour') => `SELECT * FROM (
    SELECT at, ${ofAllNodes} FROM (${summedUp(resolution, ['network = $1', 'NULL, $1', '$2', '$3'])}) AS points
    GROUP BY at ORDER BY at DESC LIMIT $4
  ) AS newest ORDER BY at`

/** How a network's history over all nodes is asked for. */
export const historyOfAllSql = { minute: summedOverNodes('minute'), hour: summedOverNodes('hour') } as const

/** How a network's history is asked for, by its resolution. */
export const historySql: Readonly<Record<Resolution, string>> = {
  raw: newest(`SELECT at, ${rawList} FROM genie.network_sample
    WHERE node = $1 AND network = $2 AND at >= $3 AND at < $4`),
  minute: newest(summedUp('minute', ofOneNode)),
  hour: newest(summedUp('hour', ofOneNode)),
}
