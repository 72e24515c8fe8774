import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import type { TObject } from 'typebox'
import { expect, test } from 'vitest'
import { AgentConfig } from '../agent/config.ts'
import { defaultConf } from '../cni-plugin/request/genie-conf.ts'
import { ControllerConfig } from '../controllers/config.ts'
import { InstallerConfig } from '../installer/config.ts'
import { ProberConfig } from '../prober/config.ts'
import { SelectorConfig } from '../selector/config.ts'
import { codeIn, docTable, docTables } from './support/doc-table.ts'

const page = 'docs/settings.md'

const programs: readonly [string, TObject][] = [
  ['The agent', AgentConfig],
  ['The prober', ProberConfig],
  ['The controller', ControllerConfig],
  ['The standing selector', SelectorConfig],
  ['The installer', InstallerConfig],
]

/** How the page writes a default that is not the same on every machine. */
function shown(value: unknown): string {
  if (value === undefined) return 'none'
  if (value === hostname()) return 'host name'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.startsWith(`${resolve('.')}/`) ? text.slice(resolve('.').length + 1) : text
}

test.each(programs)(
  'the settings of %s stand on the page, every one of them with its default, and no other',
  (name, config) => {
    const listed = docTables(page, name).map(([setting, value]) => [codeIn(setting), codeIn(value)])
    const real = Object.entries(config.properties).map(([setting, schema]) => [
      setting,
      shown((schema as { default?: unknown }).default),
    ])
    expect(listed.toSorted()).toEqual(real.toSorted())
  },
)

test('the table of settings of the plugin has every member of its conf that is read, and no other', () => {
  const sources = ['genie-conf', 'shared-namespaces']
    .map((name) => readFileSync(`cni-plugin/request/${name}.ts`, 'utf8'))
    .join('\n')
  const own = [...sources.matchAll(/(?:readPath\(genie, '|genie\[')(\w+)'/g)].map(
    ([, name]) => `genie.${name}`,
  )
  const shared = [
    ...sources.matchAll(/\b(?:conf|genie)\['(default_plugin|namespaceIsolation|globalNamespaces)'\]/g),
  ]
  const members = new Set([
    ...own,
    ...shared.map(([, name]) => (name === 'default_plugin' ? name : `genie.${name}`)),
  ])
  const rows = docTable(page, 'The plugin').map(([member, value]) => [codeIn(member), codeIn(value)] as const)
  expect(rows.map(([member]) => member).toSorted()).toEqual([...members].toSorted())
  const byMember: Readonly<Record<string, string | number>> = {
    socket: defaultConf.socket,
    stateDir: defaultConf.stateDir,
    confDir: defaultConf.confDir,
    delegateTimeoutMs: defaultConf.delegateMs,
  }
  for (const [member, value] of rows) {
    const known = byMember[member.replace('genie.', '')]
    if (known !== undefined) expect([member, value]).toEqual([member, String(known)])
  }
})
