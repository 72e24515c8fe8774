const decisionPath = /^#\/decisions\/([^/]+)$/

/** The link to a decision on this page; it works when pasted elsewhere. */
export const decisionHref = (id: string): string => `#/decisions/${encodeURIComponent(id)}`

/** The decision that the URL's hash opens; undefined if it opens none, or is no valid link. */
export function decisionOfHash(hash: string): string | undefined {
  const encoded = decisionPath.exec(hash)?.[1]
  if (encoded === undefined) return undefined
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
