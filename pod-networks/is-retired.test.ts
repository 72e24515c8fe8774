import { expect, test } from 'vitest'
import { isRetired } from './is-retired.ts'

const own = (genie?: unknown) => ({ type: 'genie', ...(genie !== undefined && { genie }) })
const single = (conf: object) => JSON.stringify({ cniVersion: '1.0.0', name: 'genie', ...conf })

test.each<[string, string]>([
  ['a single conf', single(own({ retired: true, socket: '/s' }))],
  ['a conflist', single({ plugins: [own({ retired: true }), { type: 'portmap' }] })],
])('isRetired() knows %s of ours that is retired', (_, text) => {
  expect(isRetired(text)).toBe(true)
})

test.each<[string, string]>([
  ['one that is in force', single(own({ retired: false }))],
  ['one without members of ours', single(own())],
  ['one whose member is a text', single(own({ retired: 'true' }))],
  ['one whose genie is a list', single(own([{ retired: true }]))],
  [
    'one where another plugin says so',
    single({ plugins: [own({}), { type: 'x', genie: { retired: true } }] }),
  ],
  ["another plugin's", single({ type: 'bridge', genie: { retired: true } })],
  ['one whose plugins are no list', single({ ...own({ retired: true }), plugins: {} })],
  ['half a file', '{"type":"genie","genie":{"retired":true}'],
  ['nothing', ''],
])('isRetired() takes %s for none', (_, text) => {
  expect(isRetired(text)).toBe(false)
})
