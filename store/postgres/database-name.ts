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
