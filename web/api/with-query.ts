/** A path with a query of those parts that are there: undefined and empty texts are left out. */
export function withQuery(
  path: string,
  parts: Readonly<Record<string, string | number | undefined>>,
): string {
  const given = Object.entries(parts).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}
