import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRecord } from './parse-record.ts'

const record = {
  version: 1,
  state: 'done',
  containerId: 'c1',
  ifname: 'eth0',
  netns: '/ns',
  cniArgs: '',
  podNamespace: '',
  podName: '',
  podUid: '',
  decision: null,
  attachments: [
    { network: 'n', ifname: 'eth0', conflist: '{"name":"n","plugins":[{"type":"a"}]}', result: null },
  ],
}

test('parseRecord() takes a whole record', () => {
  expect(parseRecord(JSON.stringify(record))).toEqual(record)
})

test.each([
  { ...record, state: 'begun' },
  { ...record, netns: undefined },
  { ...record, attachments: null },
  { ...record, attachments: [{ ...record.attachments[0], result: 5 }] },
  { ...record, attachments: [{ ...record.attachments[0], conflist: '{"name":"n"}' }] },
])('parseRecord() refuses what DEL could not run: %j', (broken) => {
  expect(parseRecord(JSON.stringify(broken))).toBe(null)
})

test('parseRecord() gives null for any torn text', () => {
  const text = JSON.stringify(record)
  fc.assert(
    fc.property(fc.nat(text.length - 1), (length) => {
      expect(parseRecord(text.slice(0, length))).toBe(null)
    }),
  )
})
