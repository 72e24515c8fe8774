/** How many a source says it has asked, as in `probe:10 peers` and `istio:1200 requests`; null if it says nothing. */
export function countIn(source: string | null): number | null {
  const [, count] = /\b(\d+) (?:peers?|requests?)\b/.exec(source ?? '') ?? []
  return count === undefined ? null : Number(count)
}
