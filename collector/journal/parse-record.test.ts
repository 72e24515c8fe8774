import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { parseRecord } from './parse-record.ts'

const record: AttachmentRecord = {
  version: 1,
  state: 'done',
  containerId: 'c1',
  ifname: 'eth0',
  netns: '/run/netns/genie-pod',
  cniArgs: '',
  podNamespace: 'default',
  podName: 'web',
  podUid: 'u1',
  decision: null,
  attachments: [{ network: 'calico', ifname: 'eth0', conflist: '{}', result: null }],
}

test('parseRecord() reads what the plugin writes', () => {
  expect(parseRecord(JSON.stringify(record))).toEqual(record)
})

test('parseRecord() refuses every record that was cut short', () => {
  const text = JSON.stringify(record)
  fc.assert(
    fc.property(fc.nat({ max: text.length - 1 }), (length) => {
      expect(() => parseRecord(text.slice(0, length))).toThrow()
    }),
  )
})

test('parseRecord() refuses other JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => parseRecord(JSON.stringify(value))).toThrow()
    }),
  )
})

test('parseRecord() says which member is wrong', () => {
  expect(() => parseRecord(JSON.stringify({ ...record, version: 2 }))).toThrow('/version')
})
