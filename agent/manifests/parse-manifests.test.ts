import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Manifest } from '../../domain/manifest.ts'
import { parseManifests } from './parse-manifests.ts'

const empty = {
  apiVersion: '',
  namespace: 'default',
  uid: '',
  generation: 0,
  annotations: {},
  labels: {},
  spec: undefined,
}

test('parseManifests() reads every document, and leaves out what is empty', () => {
  const text = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, uid: u1, annotations: { cni: "" }, labels: { app: web } }
spec: { hostNetwork: false }
---
---
kind: Service
metadata: { name: web, annotations: }
`
  expect(parseManifests(text)).toEqual({
    manifests: [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'shop',
        name: 'web',
        uid: 'u1',
        generation: 0,
        annotations: { cni: '' },
        labels: { app: 'web' },
        spec: { hostNetwork: false },
      },
      { ...empty, kind: 'Service', name: 'web' },
    ],
    faults: [],
  })
})

test('parseManifests() takes a list as kubectl prints it for its items', () => {
  const items = ['a', 'b'].map((name) => ({ kind: 'Pod', metadata: { name } }))
  const expected = ['a', 'b'].map((name) => ({ ...empty, kind: 'Pod', name }))
  expect(parseManifests(JSON.stringify({ apiVersion: 'v1', kind: 'List', items })).manifests).toEqual(
    expected,
  )
})

test('parseManifests() keeps the spelling of text that is in quotes', () => {
  const config = '{"name":"a","mtu":12345678901234567890}'
  const [manifest] = parseManifests(`kind: N\nmetadata: { name: a }\nspec: { config: '${config}' }`).manifests
  expect(manifest?.spec).toEqual({ config })
})

test('parseManifests() says which documents are no manifests, and reads the others', () => {
  const text = 'kind: Pod\nmetadata: { name: 5 }\n---\nkind: Pod\nmetadata: { name: one }\n---\njust text'
  expect(parseManifests(text)).toEqual({
    manifests: [{ ...empty, kind: 'Pod', name: 'one' }],
    faults: [
      'a document is no manifest: /metadata/name must be string',
      'a document is no manifest: / must be object',
    ],
  })
})

const keys = Array.from('abcdefghi')
const bomb = keys
  .map(
    (key, index) =>
      `${key}: &${key} [${Array(9)
        .fill(`*${keys[index - 1] ?? ''}`)
        .join(',')}]`,
  )
  .join('\n')
  .replaceAll('*,', 'x,')
  .replace('*]', 'x]')

test.each([
  ['kind: Pod\nmetadata: { name: [', 'Flow'],
  ['{"kind":"Pod",', 'Flow map'],
  ['a: *nothing', 'Unresolved alias'],
  ['kind: Pod\nkind: Job', 'Map keys must be unique'],
  [Array.from({ length: 5_000 }, (_, index) => `k${index}: 1`).join('\n'), 'a mapping has too many keys'],
  [`a: &a 1\nb: [${'*a, '.repeat(101)}]`, 'a document has more than 100 aliases'],
  [bomb, 'Excessive alias count'],
  ['['.repeat(50_000), ''],
])('parseManifests() gives nothing but one fault for %.20s', (text, fault) => {
  const { manifests, faults } = parseManifests(text)
  expect(manifests).toEqual([])
  expect(faults).toEqual([expect.stringContaining(fault)])
  expect(faults[0]).not.toContain('\n')
})

test('parseManifests() never throws, and every manifest is of its shape', () => {
  const strings = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()))
  const document = fc.record({
    apiVersion: fc.oneof(fc.string(), fc.constant(undefined)),
    kind: fc.oneof(fc.constantFrom('Pod', 'List'), fc.string()),
    metadata: fc.oneof(
      fc.record({ name: fc.string(), namespace: fc.string(), annotations: strings, labels: strings }),
      fc.jsonValue(),
    ),
    items: fc.jsonValue(),
    spec: fc.jsonValue(),
  })
  const text = fc.oneof(
    fc.string(),
    fc
      .array(document, { maxLength: 3 })
      .map((all) => all.map((each) => JSON.stringify(each)).join('\n---\n')),
    fc
      .array(fc.constantFrom('kind: Pod', 'metadata:', '  name: a', '---', '&a', '*a', '- ', '{', '"', '\t'))
      .map((lines) => lines.join('\n')),
  )
  const stringsOnly = (manifest: Manifest) =>
    [manifest.apiVersion, manifest.kind, manifest.namespace, manifest.name, manifest.uid].every(
      (each) => typeof each === 'string',
    ) &&
    [...Object.values(manifest.annotations), ...Object.values(manifest.labels)].every(
      (each) => typeof each === 'string',
    )
  fc.assert(fc.property(text, (content) => parseManifests(content).manifests.every(stringsOnly)))
})
