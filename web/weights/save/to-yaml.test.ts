import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { toYaml } from './to-yaml.ts'

test('a manifest reads as people write it', () => {
  const manifest = { apiVersion: 'cni-genie.io/v1', spec: { weights: { latency: 8 }, networks: ['a', 'b'] } }
  expect(toYaml(manifest)).toBe(
    'apiVersion: cni-genie.io/v1\nspec:\n  weights:\n    latency: 8\n  networks:\n    - a\n    - b\n',
  )
})

test.each([
  { empty: {}, list: [], none: null, yes: true },
  { words: ['yes', 'No', 'null', '1', '1.5', '0x1', '', ' a', 'a: b', '# a', '-', '~', '<script>'] },
  { '1': 'ünï\n"two"\t\\', 'a: b': { on: 'off' }, y: 'n' },
  { list: [{ key: 'app', values: ['a'] }, ['x', ['y']], {}] },
])('what is written is read again as the same (%#)', (value) => {
  expect(parse(toYaml(value))).toEqual(value)
  expect(parse(toYaml(value), { version: '1.1' })).toEqual(value)
})
