import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { InstallerConfig } from './config.ts'

test('the settings that the README lists are those that there are, with their defaults', () => {
  const rows = readFileSync('installer/README.md', 'utf8').matchAll(/^\| `([A-Z_]+)`\s+\| (\S+)/gm)
  const listed = [...rows].map(([, name, value]) => [name, value?.replaceAll('`', '')])
  const settings = Object.entries(InstallerConfig.properties).map(([name, schema]) => {
    const value = (schema as { default?: string | number | boolean }).default
    return [name, name === 'GENIE_SOURCE' ? 'dist/genie' : String(value ?? 'none')]
  })
  expect(listed).toEqual(settings)
})
