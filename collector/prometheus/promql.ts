/** A label's value as PromQL writes it: in double quotes, with Go's escapes. */
export function quoteLabel(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
}

/** A regular expression (RE2) for exactly these values, quoted. */
export function quoteAnyOf(values: readonly string[]): string {
  return quoteLabel(values.map((value) => value.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&')).join('|'))
}

/** Several expressions in one query: each series says by its label `figure` whose it is. */
export function taggedUnion(expressions: Readonly<Record<string, string>>): string {
  return Object.entries(expressions)
    .map(([figure, expression]) => `label_replace(${expression}, "figure", ${quoteLabel(figure)}, "", "")`)
    .join(' or ')
}
