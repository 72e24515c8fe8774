import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseContext, mergeKubeconfigs, type Kubeconfig } from './merge-kubeconfigs.ts'

const name = fc.constantFrom('a', 'b', 'c', 'd')
const file: fc.Arbitrary<Kubeconfig> = fc.record({
  clusters: fc.uniqueArray(
    fc.record({ name, server: fc.constantFrom('https://one', 'https://two'), skipTLSVerify: fc.boolean() }),
    {
      selector: (each) => each.name,
    },
  ),
  users: fc.uniqueArray(fc.record({ name, token: fc.string() }), { selector: (each) => each.name }),
  contexts: fc.uniqueArray(fc.record({ name, cluster: name, user: name }), { selector: (each) => each.name }),
  currentContext: fc.option(name, { nil: undefined }),
  tokenFiles: fc.array(fc.tuple(name, fc.string())).map((entries) => new Map(entries)),
})

test('of two files that say something of one name the first counts, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(file, { maxLength: 4 }), (files) => {
      const merged = mergeKubeconfigs(files)
      for (const list of ['clusters', 'users', 'contexts'] as const) {
        const all = files.flatMap((each): readonly { readonly name: string }[] => each[list])
        const names = new Set(all.map((each) => each.name))
        expect(merged[list]).toHaveLength(names.size)
        for (const each of merged[list]) expect(each).toBe(all.find((other) => other.name === each.name))
      }
      const [first] = files.flatMap(({ currentContext }) => currentContext ?? [])
      expect(merged.currentContext).toBe(first)
    }),
  )
})

const config: Kubeconfig = {
  clusters: [{ name: 'c', server: 'https://c', skipTLSVerify: false }],
  users: [{ name: 'u' }],
  contexts: [
    { name: 'good', cluster: 'c', user: 'u' },
    { name: 'lost', cluster: 'gone', user: 'u' },
    { name: 'alone', cluster: 'c', user: 'gone' },
  ],
  currentContext: undefined,
  tokenFiles: new Map(),
}

test('a context gives its cluster and user', () => {
  expect(chooseContext(config, 'good', 'f')).toMatchObject({
    cluster: { server: 'https://c' },
    user: { name: 'u' },
  })
})

test.each([
  [undefined, 'Cannot choose a cluster as f has no current-context: name one of good, lost, alone'],
  ['bad', 'Cannot use context "bad" as f does not have it: name one of good, lost, alone'],
  ['lost', 'Cannot use context "lost" as f has no cluster "gone"'],
  ['alone', 'Cannot use context "alone" as f has no user "gone"'],
])('what is missing for context %s is told', (wanted, message) => {
  expect(() => chooseContext(config, wanted, 'f')).toThrow(message)
})
