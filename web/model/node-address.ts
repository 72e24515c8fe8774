/** Which node of several the page is opened for: `node` in the query of its own URL. */
export interface NodeAddress {
  /** Null if the URL names none. */
  node(): string | null
  /** Names it in the URL from now on, without another step in the browser's history. */
  keep(name: string): void
}

const nodeOf = (search: string): string | null => new URLSearchParams(search).get('node') || null

/** The address of the window. */
export function browserAddress(location: Location, history: History): NodeAddress {
  return {
    node: () => nodeOf(location.search),
    keep: (name) =>
      history.replaceState(history.state, '', `${nodeHref(name, location.search)}${location.hash}`),
  }
}

/** The link to the same page for another node; what else the query says stays. */
export function nodeHref(name: string, search: string): string {
  const query = new URLSearchParams(search)
  query.set('node', name)
  return `?${query.toString()}`
}

/** A URL of the API for a node, unless it names one; for whichever the server takes if it is null. */
export function withNode(url: string, node: string | null): string {
  if (node === null || /[?&]node=/.test(url)) return url
  return `${url}${url.includes('?') ? '&' : '?'}node=${encodeURIComponent(node)}`
}
