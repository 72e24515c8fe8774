import { readFileSync } from 'node:fs'

/** The rows of the first table under a heading of a page, each as the texts of its cells, without the table's head. */
export function docTable(page: string, heading: string): readonly (readonly string[])[] {
  const lines = readFileSync(page, 'utf8').split('\n')
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  if (start < 0) throw new Error(`Cannot find the heading "${heading}" in ${page}`)
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => /^#+ /.test(line))
  const section = end < 0 ? rest : rest.slice(0, end)
  const first = section.findIndex((line) => line.startsWith('|'))
  if (first < 0) throw new Error(`Cannot find a table under "${heading}" in ${page}`)
  const length = section.slice(first).findIndex((line) => !line.startsWith('|'))
  const table = section.slice(first, length < 0 ? undefined : first + length)
  // A pipe in a cell is written \|, as prettier has it.
  return table.slice(2).map((line) =>
    line
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  )
}

/** The rows of all tables of a part of a page: that of a heading of the second level, with what is below it. */
export function docTables(page: string, heading: string): readonly (readonly string[])[] {
  const parts = readFileSync(page, 'utf8').split(/^## /m)
  const part = parts.find((text) => text.startsWith(`${heading}\n`)) ?? ''
  const below = [...part.matchAll(/^### (.*)$/gm)].map(([, title = '']) => title)
  return (below.length === 0 ? [heading] : below).flatMap((title) => docTable(page, title))
}

/** The code of a cell such as `` `genie.socket` ``; the cell itself if it is none. */
export function codeIn(cell: string | undefined): string {
  return /^`(.*)`$/.exec(cell ?? '')?.[1] ?? cell ?? ''
}

/** Every block of code of a page: its language and its text. */
export function codeBlocks(page: string): readonly { readonly language: string; readonly text: string }[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)
  return [...blocks].map(([, language = '', text = '']) => ({ language, text }))
}
