/** A time as the Kubernetes API writes it: RFC 3339, to the second. */
export function timestamp(unixMs: number): string {
  return new Date(unixMs).toISOString().replace(/\.\d+Z$/, 'Z')
}
