import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { readNetwork } from '../pod-networks/read-network.ts'
import { parseNetworkSettings } from '../agent/settings/parse-network-settings.ts'
import { parseGenieConf } from '../cni-plugin/request/genie-conf.ts'
import packageJson from '../package.json' with { type: 'json' }

const rooms = readdirSync('.', { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && !/^(\.|node_modules|dist)/.test(entry.name),
)
const pages = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'],
  ...rooms.map(({ name }) => join(name, 'README.md')),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].filter((page) => existsSync(page))

const read = (page: string) => readFileSync(page, 'utf8')

test.each(pages)('every command that %s names is there', (page) => {
  const named = [...read(page).matchAll(/npm (?:run ([\w:-]+)|(start|test))/g)].map(
    ([, script, short]) => script ?? short,
  )
  expect(named.filter((script) => script === undefined || !(script in packageJson.scripts))).toEqual([])
})

test.each(pages)('every link and picture of %s leads somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link ?? '')
  const local = links.filter((link) => !/^https?:/.test(link))
  expect(local.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([])
})

test('the example conf is ours to the agent, and whole to the plugin', () => {
  const conf = read('docs/examples/00-genie.conf')
  expect(readNetwork('/etc/cni/net.d/00-genie.conf', conf)).toEqual({
    kind: 'own',
    names: ['genie', 'genie'],
    ignored: [],
  })
  expect(parseGenieConf(conf)).toMatchObject({
    socket: '/run/genie/agent.sock',
    stateDir: '/var/lib/cni/genie',
  })
})

test('the settings that the README of the agent shows are valid', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(read('agent/README.md'))?.[1] ?? ''
  expect(parseNetworkSettings(example)).toEqual({
    weave: { capacityBitsPerSecond: 1e9, uplink: 'bond0', maxAttachments: 60 },
  })
})

test('the example conflist is ours as well, and both examples ask for the annotations of pods', () => {
  const text = read('docs/examples/00-genie.conflist')
  expect(readNetwork('/etc/cni/net.d/00-genie.conflist', text)).toMatchObject({ kind: 'own', ignored: [] })
  const { name, cniVersion, plugins } = JSON.parse(text) as {
    name: string
    cniVersion: string
    plugins: object[]
  }
  expect(parseGenieConf(JSON.stringify({ ...plugins[0], name, cniVersion }))).toMatchObject({
    version: '1.0.0',
    stateDir: '/var/lib/cni/genie',
  })
  const single: unknown = JSON.parse(read('docs/examples/00-genie.conf'))
  for (const conf of [single, plugins[0]])
    expect(conf).toMatchObject({ capabilities: { 'io.kubernetes.cri.pod-annotations': true } })
})
