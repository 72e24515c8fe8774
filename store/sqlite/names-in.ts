/**
 * SQL for `WITH`: the table `name (network)` of all networks in a table whose key begins with them. It goes from name to
 * name through the key: as many look-ups as there are networks, however long the history. A last name is null.
 */
export function namesIn(table: string, condition = 'true'): string {
  return `RECURSIVE name (network) AS (
    SELECT min(network) FROM ${table} WHERE ${condition}
    UNION ALL
    SELECT (SELECT min(network) FROM ${table} WHERE ${condition} AND network > name.network)
    FROM name WHERE name.network IS NOT NULL
  )`
}
