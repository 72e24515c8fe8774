import type { Painter, Tone } from './painter.ts'
import { cutToWidth, textWidth, withoutControls } from './text-width.ts'

/** A cell: a text, or one with a tone. */
export type Cell = string | { readonly text: string; readonly tone: Tone }

/** How a table's columns are. */
export interface ColumnSpec {
  readonly title: string
  readonly align?: 'right'
}

/** What it is drawn on. */
export interface TableOptions {
  readonly paint: Painter
  /** The last column is cut to fit; undefined cuts nothing. */
  readonly columns: number | undefined
  readonly indent?: string
}

const gap = '   '

/** Aligned columns under upper-case titles, as kubectl prints them; `<none>` stands for an empty cell. */
export function renderTable(
  specs: readonly ColumnSpec[],
  rows: readonly (readonly Cell[])[],
  { paint, columns, indent = '' }: TableOptions,
): string {
  const cells = rows.map((row) => specs.map((_, index) => cellOf(row[index])))
  const widths = specs.map(({ title }, index) =>
    Math.max(textWidth(title), ...cells.map((row) => textWidth(row[index]?.text ?? ''))),
  )
  const line = (row: readonly { text: string; tone: Tone }[]) => {
    let used = indent.length
    const parts = row.map(({ text, tone }, index) => {
      const isLast = index === row.length - 1
      const shown = isLast && columns !== undefined ? cutToWidth(text, Math.max(8, columns - used)) : text
      const width = widths[index] ?? 0
      used += width + gap.length
      const space = ' '.repeat(Math.max(0, width - textWidth(shown)))
      const painted = paint(tone, shown)
      return specs[index]?.align === 'right' ? space + painted : isLast ? painted : painted + space
    })
    return `${indent}${parts.join(gap)}`.trimEnd()
  }
  const head = specs.map(({ title }) => ({ text: title, tone: 'dim' as const }))
  return `${[head, ...cells].map(line).join('\n')}\n`
}

function cellOf(cell: Cell | undefined): { text: string; tone: Tone } {
  const { text, tone } = typeof cell === 'object' ? cell : { text: cell ?? '', tone: 'plain' as const }
  return text === '' ? { text: '<none>', tone: 'dim' } : { text: withoutControls(text), tone }
}
