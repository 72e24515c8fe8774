import fc from 'fast-check'
import { expect, test } from 'vitest'
import { notReadyIn } from './not-ready-in.ts'

const said = 'Delegate "calico" of network "a" failed at STATUS: no node yet'

test.each([50, 51])('notReadyIn() takes code %d of a delegate for its word', (code) => {
  expect(notReadyIn(JSON.stringify({ cniVersion: '1.1.0', code, msg: said }))).toBe(said)
})

test.each([
  ['another code', JSON.stringify({ code: 4, msg: said })],
  [
    'what the plugin says itself',
    '{"code":50,"msg":"Cannot attach pods as nobody listens at /s: start genie-agent"}',
  ],
  ['no message', '{"code":50}'],
  ['nothing', ''],
  ['a list', '[50]'],
])('notReadyIn() makes nothing of %s', (_what, stdout) => {
  expect(notReadyIn(stdout)).toBeUndefined()
})

test('notReadyIn() never throws', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void notReadyIn(text)))
})
