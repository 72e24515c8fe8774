import { readFile, writeFile } from 'node:fs/promises'

/** The page whose figures are never written by hand. */
export const benchmarksPage = new URL('../docs/benchmarks.md', import.meta.url)

/**
 * Puts text between a page's markers `<!-- name -->` and `<!-- /name -->`, in place of what is there.
 * @throws {Error} if it has no such markers
 */
export async function writeSection(page: URL, name: string, text: string): Promise<void> {
  const before = await readFile(page, 'utf8')
  await writeFile(page, withSection(before, name, text))
}

/** The page with the section's text. @throws {Error} if it has no such markers */
export function withSection(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from)
    throw new Error(`Cannot write section ${name} as the page lacks ${begin} and ${end}: add them`)
  return `${page.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${page.slice(to)}`
}
