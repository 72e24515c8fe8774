import type { Database } from 'better-sqlite3'

/** Bytes of a database without its log, the pages that are free included. */
export function bytesOf(database: Database): number {
  return number(database, 'page_count') * number(database, 'page_size')
}

/** Bytes of the pages that hold something. */
export function usedBytes(database: Database): number {
  return (number(database, 'page_count') - freePages(database)) * number(database, 'page_size')
}

/** Pages that hold nothing. */
export function freePages(database: Database): number {
  return number(database, 'freelist_count')
}

function number(database: Database, pragma: string): number {
  return Number(database.pragma(pragma, { simple: true }))
}
