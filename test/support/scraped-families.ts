/** A family of metrics as a page shows it. */
export interface ScrapedFamily {
  readonly type: string
  /** The labels of its samples, sorted, but for those that the format itself adds; undefined if it has no sample yet. */
  readonly labels: readonly string[] | undefined
}

const ofTheFormat = ['le', 'quantile']

/** Every family of a page of metrics, by name. */
export function scrapedFamilies(page: string): ReadonlyMap<string, ScrapedFamily> {
  const lines = page.split('\n')
  const types = lines.flatMap((line) => {
    const [, name, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? []
    return name === undefined || type === undefined ? [] : [[name, type] as const]
  })
  return new Map(types.map(([name, type]) => [name, { type, labels: labelsOf(name, lines) }]))
}

function labelsOf(family: string, lines: readonly string[]): readonly string[] | undefined {
  const sample = new RegExp(`^${family}(?:_bucket|_sum|_count)?(?:\\{(.*)\\})? \\S+$`)
  const samples = lines.flatMap((line) => {
    const found = sample.exec(line)
    return found === null ? [] : [found[1] ?? '']
  })
  if (samples.length === 0) return undefined
  const names = samples.flatMap((labels) => [...labels.matchAll(/(\w+)="/g)].map(([, name]) => name ?? ''))
  return [...new Set(names)].filter((name) => !ofTheFormat.includes(name)).sort()
}
