import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Schema from 'typebox/schema'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import packageJson from '../../package.json' with { type: 'json' }
import { noRenderer } from '../render/chart-renderer.ts'
import { chartDir } from '../render/read-chart.ts'
import { defaultValues } from '../values/default-values.ts'
import { generatedFiles } from './generated-files.ts'
import { installManifest } from './install-manifest.ts'

const files = Object.entries(generatedFiles())

test.each(files)('%s of the chart is as npm run deploy:render makes it', (name, text) => {
  expect(existsSync(join(chartDir, name)) && readFileSync(join(chartDir, name), 'utf8')).toBe(text)
})

test('there is no definition that is no longer made', () => {
  const made = files.map(([name]) => name).filter((name) => name.startsWith('templates/crds/'))
  const found = readdirSync(join(chartDir, 'templates/crds')).map((name) => `templates/crds/${name}`)
  expect(found.toSorted()).toEqual(made.toSorted())
})

test('the values file says what the schema has as defaults', () => {
  expect(parse(generatedFiles()['values.yaml'] ?? '')).toEqual(defaultValues())
})

test('the schema takes the defaults, and refuses a name that it does not know at any depth', () => {
  const schema = Schema.Compile(JSON.parse(generatedFiles()['values.schema.json'] ?? '') as object)
  const values = defaultValues()
  expect(schema.Check(values)).toBe(true)
  expect(schema.Check({ ...values, typo: 1 })).toBe(false)
  expect(schema.Check({ ...values, agent: { ...values.agent, env: { GENIE_POL: 'x' } } })).toBe(false)
  expect(schema.Check({ ...values, conf: { ...values.conf, cniVersion: 1 } })).toBe(false)
})

test("the chart's version is the project's", () => {
  const chart = parse(readFileSync(join(chartDir, 'Chart.yaml'), 'utf8')) as Record<string, string>
  expect([chart['version'], chart['appVersion']]).toEqual([packageJson.version, packageJson.version])
  expect(JSON.stringify(chart)).toContain(`cni-genie:${packageJson.version}`)
})

test.skipIf(noRenderer !== '')(`install.yaml is as npm run deploy:render makes it${noRenderer}`, async () => {
  expect(readFileSync(join(chartDir, '../install.yaml'), 'utf8')).toBe(await installManifest())
})
