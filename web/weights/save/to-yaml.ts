/** Keys and words that YAML reads as text without quotes, in every version of it. */
const plainPattern = /^[A-Za-z_][\w./-]*$/
const reserved = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n'])

/** Plain data as YAML, in blocks; what could be read as something else is quoted as in JSON. */
export function toYaml(value: unknown): string {
  return `${linesOf(value).join('\n')}\n`
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((each) => indented(linesOf(each), '- '))
  if (!isObject(value) || Object.keys(value).length === 0) return [scalar(value)]
  return Object.entries(value).flatMap(([key, member]) => {
    const lines = linesOf(member)
    return isBlock(member)
      ? [`${scalar(key)}:`, ...indented(lines, '  ')]
      : [`${scalar(key)}: ${lines[0] ?? ''}`]
  })
}

const indented = (lines: readonly string[], first: string) =>
  lines.map((line, index) => (index === 0 ? first : '  ') + line)

const isBlock = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0

function scalar(value: unknown): string {
  const isPlain = typeof value === 'string' && plainPattern.test(value) && !reserved.has(value.toLowerCase())
  return isPlain ? value : JSON.stringify(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
