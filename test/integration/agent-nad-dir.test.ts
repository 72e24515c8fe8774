import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ManifestDir } from '../../agent/manifests/manifest-dir.ts'
import type { NadSource } from '../../agent/nads/nad.ts'
import { nadsOf } from '../../agent/nads/nads-of.ts'
import { createLogger } from '../../service-kit/logger.ts'

let directory: string
let nads: NadSource
let log: string[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genie-nad-dir-'))
  log = []
  const destination = { write: (line: string) => log.push((JSON.parse(line) as { msg: string }).msg) }
  nads = nadsOf(new ManifestDir(directory, createLogger('warn', destination)))
})

afterEach(() => rmSync(directory, { recursive: true }))

const put = (text: string) => writeFileSync(join(directory, 'nads.yaml'), text)

const manifest = (name: string, rest: string) =>
  `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata: { name: ${name}, namespace: shop }\n${rest}\n---\n`

test('nadsOf() finds definitions by namespace and name, with their config as it is written', async () => {
  const config = '{ "type": "macvlan", "big": 12345678901234567890 }'
  put(
    manifest('vlan', `spec: { config: '${config}' }`) +
      manifest('empty', 'spec: { config: "  " }') +
      manifest('bare', '') +
      'kind: Logicalnetwork\nmetadata: { name: logical, namespace: shop }',
  )
  const found = ['vlan', 'empty', 'bare', 'logical'].map((name) => nads.find('shop', name))
  expect((await Promise.all(found)).map((nad) => nad?.config)).toEqual([config, null, null, undefined])
  expect(await nads.find('default', 'vlan')).toBeUndefined()
})

test('nadsOf() follows an edit', async () => {
  put(manifest('net', `spec: { config: '{"type":"bridge"}' }\nmetadata2: 1`))
  expect((await nads.find('shop', 'net'))?.config).toBe('{"type":"bridge"}')
  put(manifest('net', `spec: { config: '{"type":"macvlan"}' }`))
  expect((await nads.find('shop', 'net'))?.config).toBe('{"type":"macvlan"}')
})

test('nadsOf() tells once of a definition that the API server would refuse', async () => {
  put(manifest('map', 'spec: { config: { type: bridge } }') + manifest('old', '').replace('/v1', '/v2'))
  for (const name of ['map', 'old']) expect(await nads.find('shop', name)).toBeUndefined()
  const cannot = (name: string) => `Cannot use NetworkAttachmentDefinition shop/${name} of ${directory}: its `
  expect(log).toEqual([
    `${cannot('map')}spec.config is no text: put the JSON in quotes`,
    `${cannot('old')}apiVersion is "k8s.cni.cncf.io/v2": write k8s.cni.cncf.io/v1`,
  ])
})
