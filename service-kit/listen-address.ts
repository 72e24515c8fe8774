/** Where an HTTP server listens: `host:port`, `[v6]:port` or `unix:/path`. */
export type ListenAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }

/**
 * Reads one; `setting` is where it comes from.
 * @throws {Error} if the text is none of the three forms
 */
export function parseListenAddress(text: string, setting = 'GENIE_HTTP'): ListenAddress {
  if (text.startsWith('unix:/')) return { kind: 'unix', path: text.slice('unix:'.length) }
  const match = /^(?:\[(?<v6>[0-9a-fA-F:.]+)\]|(?<host>[^:[\]/]+)):(?<port>\d{1,5})$/.exec(text)
  const host = match?.groups?.['v6'] ?? match?.groups?.['host']
  const port = Number(match?.groups?.['port'])
  if (host === undefined || port > 65_535)
    throw new Error(
      `Cannot listen on ${text} as it is neither host:port nor unix:/path: set ${setting} to one of them`,
    )
  return { kind: 'tcp', host, port }
}

/** The address as people type it into a browser. */
export function printListenAddress(address: ListenAddress): string {
  if (address.kind === 'unix') return `unix:${address.path}`
  return `http://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`
}
