/** The database of a URL for messages: user, host, port and name, never the password. */
export function databaseName(url: string): string {
  if (!isWhole(url)) return 'the database'
  const { protocol, username, host, pathname, searchParams } = new URL(url)
  const user = username === '' ? '' : `${username}@`
  return `${protocol}//${user}${host || (searchParams.get('host') ?? '')}${pathname}`
}

/** Whether a store's setting is a URL of PostgreSQL and no path of a file. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text)
}

/** @throws {Error} if the text is no URL of PostgreSQL; it may hold a password, so that no part of it is told */
export function checkPostgresUrl(text: string, setting: string): void {
  if (isPostgresUrl(text) && isWhole(text)) return
  throw new Error(
    `Cannot use ${setting} as it is no URL of PostgreSQL: give postgres://user:password@host:5432/database, with %40 for an @ in the password and so on`,
  )
}

/** An @ or # behind the host is of a password that was not escaped: half of it would pass for the database's name. */
function isWhole(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { pathname, search, hash } = new URL(url)
  return hash === '' && !`${pathname}${search}`.includes('@')
}
