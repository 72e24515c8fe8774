/** A time as Kubernetes' MicroTime has it: RFC 3339 in UTC with six digits of a second. */
export function microTime(unixMs: number): string {
  return new Date(unixMs).toISOString().replace('Z', '000Z')
}
