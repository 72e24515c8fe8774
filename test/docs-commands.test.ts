import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { TSchema } from 'typebox'
import { expect, test } from 'vitest'
import { commands } from '../cli/command/command-table.ts'
import { parseCommandLine } from '../cli/command/parse-command-line.ts'
import { ChartValues } from '../deploy/values/chart-values.ts'
import { modeKey, pickedKey, pickKey, probeAddressesKey, profileKey } from '../domain/annotation-keys.ts'
import packageJson from '../package.json' with { type: 'json' }
import { codeBlocks } from './support/doc-table.ts'

/** Made by a program, of tables that have tests of their own. */
const generated = ['kubectl-genie.md']

const guides = readdirSync('docs')
  .filter((name) => name.endsWith('.md') && !generated.includes(name))
  .map((name) => `docs/${name}`)
const pages = [...guides, 'README.md']

const shell = (page: string) =>
  codeBlocks(page)
    .filter(({ language }) => language === 'sh')
    .map(({ text }) => text.replaceAll('\\\n', ' '))
    .join('\n')

/** The schema of a chart value such as `conf.name`; undefined if there is none of that name. */
function chartValue(path: string): TSchema | undefined {
  return path
    .split('.')
    .reduce<TSchema | undefined>(
      (schema, member) =>
        (schema as { properties?: Record<string, TSchema> } | undefined)?.properties?.[member],
      ChartValues,
    )
}

/** Looked up by tables, which have headings of their own. */
const lookedUp = 'docs/settings.md'

test.each(guides.filter((page) => page !== lookedUp))(
  '%s can be read in one go: 150 lines at most',
  (page) => {
    expect(readFileSync(page, 'utf8').split('\n').length).toBeLessThanOrEqual(150)
  },
)

test.each(pages)('every program and script that a command of %s runs is there', (page) => {
  const files = [...shell(page).matchAll(/(?:^|\s)(?!\/)([\w./-]+\.ts)\b/gm)].map(([, file]) => file ?? '')
  const scripts = [...shell(page).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script ?? '')
  expect(files.filter((file) => !existsSync(file))).toEqual([])
  expect(scripts.filter((script) => !(script in packageJson.scripts))).toEqual([])
})

test.each(pages)('every chart value that %s sets or names is one', (page) => {
  const set = [...shell(page).matchAll(/--set ([\w.]+)=/g)].map(([, path]) => path ?? '')
  const groups = Object.keys((ChartValues as { properties: object }).properties).join('|')
  const named = [
    ...readFileSync(page, 'utf8').matchAll(new RegExp(`\`((?:${groups})\\.[\\w.]+)(?:=[^\`]*)?\``, 'g')),
  ]
  const paths = [...set, ...named.map(([, path]) => path ?? '')].filter((path) => !existsSync(path))
  expect(paths.filter((path) => chartValue(path) === undefined)).toEqual([])
})

test.each(pages)('every key of ours that %s names is one that a program knows', (page) => {
  const keys = [...readFileSync(page, 'utf8').matchAll(/cni-genie\.io\/([a-z-]+)\b(?!1)/g)].map(
    ([key]) => key,
  )
  const known = [modeKey, pickedKey, pickKey, probeAddressesKey, profileKey, 'cni-genie.io/source-routing']
  expect(keys.filter((key) => !known.includes(key))).toEqual([])
})

const genieLines = pages.flatMap((page) =>
  shell(page)
    .split('\n')
    .filter((line) => line.startsWith('kubectl genie '))
    .map((line) => [page, line] as const),
)

test.each(genieLines)('%s: %s is a command line that kubectl genie takes', (_page, line) => {
  const words = line.replace('kubectl genie ', '').trim().split(/\s+/)
  expect(parseCommandLine(words, commands).command?.name).toBe(words[0])
})

test.each(pages)('every verb of kubectl genie that %s names is one', (page) => {
  const verbs = [...readFileSync(page, 'utf8').matchAll(/`kubectl genie ([a-z]+)/g)].map(([, verb]) => verb)
  expect(verbs.filter((verb) => !commands.some(({ name }) => name === verb))).toEqual([])
})

test('objects of the chart that commands name are made by it', () => {
  const manifests = readFileSync('deploy/install.yaml', 'utf8')
  const named = pages.flatMap((page) => [...shell(page).matchAll(/(daemonset|deployment)\/([\w-]+)/g)])
  expect(named.length).toBeGreaterThan(0)
  for (const [, kind = '', name = ''] of named)
    expect(manifests).toMatch(
      new RegExp(
        `^kind: ${kind === 'daemonset' ? 'DaemonSet' : 'Deployment'}\nmetadata:\n  name: ${name}$`,
        'm',
      ),
    )
  const namespaces = pages.flatMap((page) =>
    [...shell(page).matchAll(/--namespace ([\w-]+)/g)].map(([, name]) => name),
  )
  expect([...new Set(namespaces)].toSorted()).toEqual(['cni-genie', 'shop'])
})
