/** Where in the page the reader is, by the hash of its address: the server and `?node=` before it are not touched. */
export interface Place {
  /** Without the hash: `/weights`. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

const decisionPath = /^\/decisions\/([^/]+)$/

/** The link to a decision on this page; it works when pasted elsewhere. */
export const decisionHref = (id: string): string => `#/decisions/${encodeURIComponent(id)}`

/** The link to a place; parts of the query that are empty are left out. */
export function hrefOf(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(query).filter(
    (part): part is [string, string] => part[1] !== undefined && part[1] !== '',
  )
  return given.length === 0 ? `#${path}` : `#${path}?${new URLSearchParams(given).toString()}`
}

/** The place that a hash names; the first view where it names none. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  return {
    path: path.startsWith('/') ? path.replace(/(?<=.)\/+$/, '') : '/',
    query: Object.fromEntries(new URLSearchParams(query)),
  }
}

/** The decision that a place opens; undefined if it opens none, or is no valid link. */
export function decisionAt({ path }: Place): string | undefined {
  const encoded = decisionPath.exec(path)?.[1]
  if (encoded === undefined) return undefined
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
