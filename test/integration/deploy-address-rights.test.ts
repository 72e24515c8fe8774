import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { grants } from '../../collector/addresses/object-reader.ts'
import { addressValues } from '../../deploy/values/address-values.ts'
import { objectReaders } from '../../collector/addresses/address-readers.ts'
import { known, objectsOf } from '../support/address-fixture.ts'
import { addressNetworks } from '../support/address-networks.ts'

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

const groupOf = (api: string) => (api.includes('/') ? (api.split('/')[0] ?? '') : '')

/** All that any reader asks for, as `resource.group`. */
function asked(): Set<string> {
  const view = known(objectsOf('whereabouts/nodeslicepools.json'))
  const queries = objectReaders.flatMap((reader) =>
    reader.needs(
      addressNetworks.filter((network) => reader.isOf(network)),
      view,
    ),
  )
  return new Set(queries.flatMap(({ apis, plural }) => apis.map((api) => `${plural}.${groupOf(api)}`)))
}

/** What the chart lets the agent read, and nothing else of it. */
function readable(): readonly Rule[] {
  const documents = parseAllDocuments(readFileSync('deploy/install.yaml', 'utf8')).map(
    (document) =>
      document.toJS() as { kind?: string; metadata?: { name?: string }; rules?: readonly Rule[] } | null,
  )
  const role = documents.find(
    (each) => each?.kind === 'ClusterRole' && each.metadata?.name?.endsWith('-agent') === true,
  )
  return (role?.rules ?? []).filter(({ verbs }) => verbs.includes('watch'))
}

test('the chart gives the agent every right that addresses are counted by', () => {
  const given = new Set(
    readable().flatMap(({ apiGroups, resources }) =>
      apiGroups.flatMap((group) => resources.map((resource) => `${resource}.${group}`)),
    ),
  )
  expect([...asked()].filter((each) => !given.has(each))).toEqual([])
})

test('what an administrator may keep from the agent has one name everywhere', () => {
  expect(Object.keys(addressValues.properties).toSorted()).toEqual(grants.toSorted())
  expect(new Set(objectReaders.map(({ grant }) => grant))).toEqual(new Set(grants))
})

test('of the CNIs it gives no right that nobody uses, and none to write', () => {
  const own = ['', 'cni-genie.io', 'k8s.cni.cncf.io', 'alpha.network.k8s.io']
  const foreign = readable().filter(({ apiGroups }) => !apiGroups.some((group) => own.includes(group)))
  expect(foreign.length).toBeGreaterThan(5)
  const all = asked()
  for (const { apiGroups, resources, verbs } of foreign) {
    expect(verbs).toEqual(['get', 'list', 'watch'])
    for (const resource of resources)
      expect(apiGroups.some((group) => all.has(`${resource}.${group}`))).toBe(true)
  }
})
