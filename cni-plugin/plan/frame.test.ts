import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxFrameBytes, protocolVersion } from '../../domain/plan-protocol.ts'
import { frameLimitBytes, readFrame, writeFrame } from './frame.ts'

test('frames are those of the protocol', () => {
  const report = {
    type: 'report',
    command: 'DEL',
    containerId: 'c\n1',
    ifname: 'eth0',
    outcome: 'done',
  } as const
  const frame = writeFrame(report)
  expect(frame).toBe(`${protocolVersion}${JSON.stringify(report)}\n`)
  expect(frame.indexOf('\n')).toBe(frame.length - 1)
  expect(frameLimitBytes).toBe(maxFrameBytes)
})

const attachments = [{ network: 'n', ifname: 'eth0', conflist: '{}' }]

test.each([
  { type: 'plan', attachments },
  { type: 'plan', attachments, decision: 'd' },
  {
    type: 'plan',
    attachments: [{ ...attachments[0], nad: 'ns/n', runtimeConfig: '{}', cniArgs: '{}', gateways: [] }],
  },
  { type: 'error', code: 7, msg: 'm' },
  { type: 'error', code: 7, msg: 'm', details: 'd' },
])('readFrame() takes %j', (frame) => expect(readFrame(`1${JSON.stringify(frame)}`)).toEqual(frame))

test.each([
  '',
  '1',
  '1null',
  '2{"type":"plan"}',
  '1{"type":"plan","attachments":[]}',
  '1{"type":"plan","attachments":[{"network":"n","ifname":"eth0"}]}',
  '1{"type":"plan","attachments":[null]}',
  '1{"type":"plan","decision":5,"attachments":[{"network":"n","ifname":"eth0","conflist":"{}"}]}',
  '1{"type":"plan","attachments":[{"network":"n","ifname":"eth0","conflist":"{}","nad":5}]}',
  '1{"type":"plan","attachments":[{"network":"n","ifname":"eth0","conflist":"{}","cniArgs":{}}]}',
  '1{"type":"plan","attachments":[{"network":"n","ifname":"eth0","conflist":"{}","runtimeConfig":null}]}',
  '1{"type":"plan","attachments":[{"network":"n","ifname":"eth0","conflist":"{}","gateways":"10.1.0.1"}]}',
  '1{"type":"plan","attachments":[{"network":"n","ifname":"eth0","conflist":"{}","gateways":[4]}]}',
  '1{"type":"error","code":"7","msg":"m"}',
  '1{"type":"error","code":7}',
  '1{"type":"report"}',
])('readFrame() refuses %j', (line) => expect(readFrame(line)).toBe(null))

test('readFrame() throws at no line', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.jsonValue().map((value) => JSON.stringify(value)),
      ),
      (line) => {
        expect(readFrame(`1${line}`)).toBe(null)
      },
    ),
  )
})
