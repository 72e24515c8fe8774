/** A URL of the API for the node that the page's own query names (`?node=`); a standing selector shows several. */
export function withNode(url: string, search: string): string {
  const node = new URLSearchParams(search).get('node')
  if (node === null || node === '') return url
  return `${url}${url.includes('?') ? '&' : '?'}node=${encodeURIComponent(node)}`
}
