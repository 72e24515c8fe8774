/** The database of a URL for messages: user, host, port and name, never the password. */
export function databaseName(url: string): string {
  try {
    const { protocol, username, host, pathname, searchParams } = new URL(url)
    const user = username === '' ? '' : `${username}@`
    return `${protocol}//${user}${host || (searchParams.get('host') ?? '')}${pathname}`
  } catch {
    return 'the database'
  }
}

/** Whether a store's setting is a URL of PostgreSQL and no path of a file. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text)
}

/** @throws {Error} if the text is no URL of PostgreSQL; it may hold a password, so that no part of it is told */
export function checkPostgresUrl(text: string, setting: string): void {
  if (isPostgresUrl(text) && URL.canParse(text)) return
  throw new Error(
    `Cannot use ${setting} as it is no URL of PostgreSQL: give postgres://user:password@host:5432/database, with %40 for an @ in the password and so on`,
  )
}
