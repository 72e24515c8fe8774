/** One sample of Prometheus' text format. */
export interface MetricLine {
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
  /** May be NaN or infinite: the format knows both. */
  readonly value: number
}

const head = /^([a-zA-Z_:][a-zA-Z0-9_:]*)[ \t]*(\{)?/
const label = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(,|(?=\}))/y
const tail =
  /^[ \t]+([+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|Inf|NaN))(?:[ \t]+-?\d+)?[ \t]*$/
const special: Readonly<Record<string, number>> = { NaN, Inf: Infinity, '+Inf': Infinity, '-Inf': -Infinity }

/** Reads one line; null for comments, blank lines and everything that is no sample. */
export function parseMetricLine(line: string): MetricLine | null {
  const start = head.exec(line)
  if (start === null) return null
  const labels = new Map<string, string>()
  let at = start[0].length
  if (start[2] !== undefined) {
    const end = readLabels(line, at, labels)
    if (end === null) return null
    at = end
  }
  // Between name and value there is white space, which the head has taken if there are no labels.
  const value = tail.exec(start[2] === undefined ? line.slice((start[1] ?? '').length) : ` ${line.slice(at)}`)
  return value === null ? null : { name: start[1] ?? '', labels, value: toNumber(value[1] ?? '') }
}

/** Fills in the labels from after the opening brace; the place after the closing one, or null. */
function readLabels(line: string, from: number, labels: Map<string, string>): number | null {
  label.lastIndex = from
  let at = from
  for (let found = label.exec(line); found !== null; found = label.exec(line)) {
    labels.set(found[1] ?? '', unescape(found[2] ?? ''))
    at = label.lastIndex
  }
  while (line[at] === ' ' || line[at] === '\t') at += 1
  return line[at] === '}' ? at + 1 : null
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_whole, escaped: string) => (escaped === 'n' ? '\n' : escaped))
}

function toNumber(text: string): number {
  return special[text] ?? Number(text)
}
