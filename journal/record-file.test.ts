import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AttachmentRecord } from '../domain/attachment-record.ts'
import { parseRecord, parseRecordFile, printPending, printRecord, printResults } from './record-file.ts'

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0')
const print = (record: AttachmentRecord) => printRecord(record, checksum)
const parse = (text: string) => parseRecord(text, checksum)

const record: AttachmentRecord = {
  version: 2,
  state: 'done',
  containerId: 'c1',
  ifname: 'eth0',
  netns: '/run/netns/genie-pod',
  bootId: '6d0d4c5c-8a0a-4a3c-9f0e-1a2b3c4d5e6f',
  cniArgs: 'K8S_POD_NAME=wéb',
  cniPath: '/opt/cni/bin',
  podNamespace: 'default',
  podName: 'wéb',
  podUid: 'u1',
  decision: null,
  attachments: [
    {
      network: 'calico',
      ifname: 'eth0',
      nad: 'default/calico',
      conflist: '{"name":"calico","plugins":[{"type":"a","big":12345678901234567890}]}',
      runtimeConfig: null,
      cniArgs: '{"x":1}',
      result: '{"ips":[]}',
    },
  ],
}
const printed = print(record)
const pendingOf = (of: AttachmentRecord): AttachmentRecord => ({
  ...of,
  state: 'pending',
  attachments: of.attachments.map((attachment) => ({ ...attachment, result: null })),
})
const pending = pendingOf(record)

const anyText = fc.string({ unit: 'binary' })
const anyRecord: fc.Arbitrary<AttachmentRecord> = fc
  .record({
    version: fc.constant(2 as const),
    state: fc.constantFrom('pending', 'done'),
    ...{ containerId: anyText, ifname: anyText, netns: anyText, bootId: anyText },
    ...{ cniArgs: anyText, cniPath: anyText, podNamespace: anyText, podName: anyText, podUid: anyText },
    decision: fc.option(anyText),
    attachments: fc.array(
      fc.record({
        ...{ network: anyText, ifname: anyText, conflist: anyText },
        ...{ nad: fc.option(anyText), runtimeConfig: fc.option(anyText) },
        ...{ cniArgs: fc.option(anyText), result: fc.option(anyText) },
      }),
    ),
  })
  .map((any) => (any.state === 'pending' ? pendingOf(any) : any))

/** The text after a single bit of its bytes has changed. */
function flipped(text: string, bit: number): string {
  const bytes = Buffer.from(text)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return bytes.toString('utf8')
}

test('printRecord() leads each line with the checksum of all the rest of it', () => {
  for (const line of printed.trimEnd().split('\n')) {
    const [head, ...rest] = line.split(',')
    expect(head).toBe(`{"crc32":"${checksum(`{${rest.join(',')}`)}"`)
  }
  expect(printed.split('\n')).toHaveLength(3)
})

test('a record without its second line is pending', () => {
  const [first] = printed.split('\n')
  expect(parse(`${first ?? ''}\n`)).toEqual(pending)
  expect(`${first ?? ''}\n`).toBe(printPending(record, checksum))
})

test('parseRecord() reads back whatever was printed', () => {
  expect(parse(printed)).toEqual(record)
  fc.assert(
    fc.property(anyRecord, (any) => {
      expect(parse(print(any))).toEqual(any)
    }),
  )
})

test('parseRecord() never reads from a changed bit what was not written', () => {
  for (let bit = 0; bit < Buffer.byteLength(printed) * 8; bit++)
    expect([null, pending, record]).toContainEqual(parse(flipped(printed, bit)))
  fc.assert(
    fc.property(anyRecord, fc.nat(), (any, at) => {
      const text = print(any)
      expect([null, pendingOf(any), any]).toContainEqual(
        parse(flipped(text, at % (Buffer.byteLength(text) * 8))),
      )
    }),
  )
})

test('parseRecord() refuses a record in whose first line any bit has changed', () => {
  const bits = Buffer.byteLength(printPending(record, checksum)) * 8
  for (let bit = 0; bit < bits; bit++) expect(parse(flipped(printed, bit))).toBe(null)
})

test('a record in which a bit has changed is never taken for half-written, by which nothing was begun', () => {
  const text = printPending(record, checksum)
  const lineEnd = (Buffer.byteLength(text) - 1) * 8
  for (let bit = 0; bit < lineEnd + 8; bit++)
    expect(parseRecordFile(flipped(text, bit), checksum)).toEqual(bit < lineEnd ? null : pending)
})

test('a record that was cut short is half-written in its first line, and pending in its second', () => {
  const first = printPending(record, checksum).length - 1
  for (let length = 0; length < first; length++)
    expect(parseRecordFile(printed.slice(0, length), checksum)).toBe('half-written')
  for (let length = first; length < printed.length - 1; length++)
    expect(parse(printed.slice(0, length))).toEqual(pending)
})

test('a file without a line that has an end is half-written only if it may be one of ours', () => {
  for (const text of ['', '{', '{"crc32":"12', '\0\0\0'])
    expect(parseRecordFile(text, checksum)).toBe('half-written')
  for (const text of ['x', '{"version":1,"state":"do', '{"kind":"Pod"}', '\0x'])
    expect(parseRecordFile(text, checksum)).toBe(null)
})

test('parseRecord() takes a second line of another record for none', () => {
  const other = printResults(['{}', '{}'], checksum)
  expect(parse(printPending(record, checksum) + other)).toEqual(pending)
  expect(parse(printPending(record, checksum) + printResults([null], checksum))).toEqual({
    ...pending,
    state: 'done',
  })
})

test('parseRecord() refuses a record without its checksum', () => {
  expect(parse(`${JSON.stringify(record)}\n`)).toBe(null)
})

test('parseRecord() reads what version 1 has written, with nothing where it knew nothing', () => {
  const { state, containerId, ifname, netns, cniArgs, podNamespace, podName, podUid, decision } = record
  const kept = { state, containerId, ifname, netns, cniArgs, podNamespace, podName, podUid, decision }
  const attachment = { network: 'calico', ifname: 'eth0', conflist: '{}', result: null }
  expect(parse(JSON.stringify({ version: 1, ...kept, attachments: [attachment] }))).toEqual({
    version: 2,
    ...kept,
    bootId: '',
    cniPath: '',
    attachments: [{ ...attachment, nad: null, runtimeConfig: null, cniArgs: null }],
  })
})

test('parseRecord() uses a record of a version to come if it has all that today needs', () => {
  const later = { ...record, version: 3, more: [1] }
  const whole = JSON.stringify(later)
  const without = JSON.stringify({ ...later, cniPath: undefined })
  expect(parse(`{"crc32":"${checksum(whole)}",${whole.slice(1)}\n`)).toEqual(later)
  expect(parse(`{"crc32":"${checksum(without)}",${without.slice(1)}\n`)).toBe(null)
})

test('parseRecord() refuses what is not a record, under a right checksum too', () => {
  const members = fc.constantFrom('version', 'state', 'attachments', 'crc32')
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(members, fc.jsonValue())), (value) => {
      const text = JSON.stringify(value)
      expect(parse(text)).toBe(null)
      expect(parse(`{"crc32":"${checksum(text)}",${text.slice(1)}\n`)).toBe(null)
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parse(text)).toBe(null)
    }),
  )
})
