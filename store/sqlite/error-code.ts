/** The code of an error of SQLite or the system, or of its cause; empty if neither has one. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error ? String(error.code) : errorCode(error.cause)
}

/** Whether it says that a file is no database, or one with pages that make no sense. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test(errorCode(error))
}
