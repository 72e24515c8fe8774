import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parse } from 'yaml'

/** The chart's folder. */
export const chartDir = join(import.meta.dirname, '../chart')

/** A chart as its files have it. */
export interface Chart {
  /** Chart.yaml, with the names that templates use. */
  readonly chart: Readonly<Record<string, unknown>>
  readonly templates: Readonly<Record<string, string>>
  /** All other files, as `.Files` has them. */
  readonly files: Readonly<Record<string, string>>
}

/** Reads our chart. */
export async function readChart(): Promise<Chart> {
  const entries = await readdir(chartDir, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const texts = await Promise.all(
    paths.sort().map(async (path) => [relative(chartDir, path), await readFile(path, 'utf8')] as const),
  )
  const isTemplate = ([name]: readonly [string, string]) => name.startsWith('templates/')
  const chart = parse(texts.find(([name]) => name === 'Chart.yaml')?.[1] ?? '') as Record<string, unknown>
  return {
    chart: Object.fromEntries(Object.entries(chart).map(([name, value]) => [capital(name), value])),
    templates: Object.fromEntries(texts.filter(isTemplate)),
    files: Object.fromEntries(texts.filter((each) => !isTemplate(each))),
  }
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
