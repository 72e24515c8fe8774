import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { crdGroups } from '../../deploy/crds/all-crds.ts'
import { kinds } from '../../kube/kinds.ts'
import { openClient, type OpenClient } from '../../kube/open-client.ts'
import type { KubeKind, KubeObject } from '../../kube/kube-object.ts'
import { codeBlocks } from '../support/doc-table.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import type { Seed } from '../support/kube-api/seed/seeder.ts'

/** Pages show of a pod what matters there; the rest of it is as short as an API server lets it be. */
const leastPodSpec = { containers: [{ name: 'app', image: 'registry.example/app' }] }

interface Example {
  readonly page: string
  readonly object: KubeObject
}

const examples: readonly Example[] = readdirSync('docs')
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    codeBlocks(`docs/${name}`)
      .filter(({ language }) => language === 'yaml')
      .flatMap(({ text }) => parseAllDocuments(text).map((document) => document.toJS() as KubeObject))
      // Values of the chart and configurations of programs are no objects of the API
      .filter((object) => 'apiVersion' in object && 'metadata' in object)
      .map((object) => ({ page: name, object })),
  )

const named = examples.map(({ page, object }) => [page, object.kind, object.metadata.name, object] as const)

let api: KubeApi
let client: OpenClient

beforeAll(async () => {
  api = await KubeApi.start()
  for (const crd of Object.values(crdGroups).flat()) api.seed(crd as unknown as Seed)
  const namespaces = new Set(examples.map(({ object }) => object.metadata.namespace ?? 'default'))
  for (const name of namespaces) api.seed({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  client = await openClient({ program: 'genie-test', kubeconfig: api.kubeconfig(), env: {} })
})

afterAll(async () => {
  await client[Symbol.asyncDispose]()
  await api[Symbol.asyncDispose]()
})

function kindOf({ apiVersion, kind }: KubeObject): KubeKind {
  const known: readonly KubeKind[] = Object.values(kinds)
  const found = known.find(
    (each) => each.kind === kind && apiVersion === [each.group, each.version].filter(Boolean).join('/'),
  )
  if (found === undefined)
    throw new Error(`Cannot apply ${kind} of ${apiVersion} as no program of ours knows it`)
  return found
}

test('the guides have examples', () => expect(examples.length).toBeGreaterThan(10))

test.each(named)('%s: the API server takes %s %s', async (_page, kind, _name, object) => {
  const { isNamespaced, ...of } = kindOf(object)
  const metadata = isNamespaced ? { namespace: 'default', ...object.metadata } : object.metadata
  const whole = { ...object, metadata, ...(kind === 'Pod' && { spec: object.spec ?? leastPodSpec }) }
  const options = { type: 'apply', fieldManager: 'genie-docs', force: true } as const
  const ref = { name: metadata.name, ...(isNamespaced && { namespace: metadata.namespace ?? '' }) }
  const applied = await client.patch({ ...of, isNamespaced }, ref, whole, options)
  expect(applied.metadata.name).toBe(object.metadata.name)
  // What the definitions do not know is cut away without a word.
  expect(applied.spec).toMatchObject(whole.spec ?? {})
})
