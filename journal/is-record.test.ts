import fc from 'fast-check'
import Value from 'typebox/value'
import { expect, test } from 'vitest'
import { AttachmentRecord } from '../domain/attachment-record.ts'
import { isRecord } from './is-record.ts'

const text = fc.constantFrom('', 'x')
const attachment = fc.record({
  ...{ network: text, ifname: text, conflist: text },
  ...{
    nad: fc.option(text),
    runtimeConfig: fc.option(text),
    cniArgs: fc.option(text),
    result: fc.option(text),
  },
})
const record = fc.record({
  version: fc.constant(2),
  state: fc.constantFrom('pending', 'done'),
  ...{ containerId: text, ifname: text, netns: text, bootId: text, cniArgs: text, cniPath: text },
  ...{ podNamespace: text, podName: text, podUid: text, decision: fc.option(text) },
  attachments: fc.array(attachment),
})

/** Any JSON value, or nothing at all. */
const other = fc.option(fc.jsonValue(), { nil: undefined })
const member = (schema: { properties: object }) => fc.constantFrom(...Object.keys(schema.properties))

test('isRecord() takes what is one', () => {
  fc.assert(
    fc.property(record, (whole) => {
      expect(isRecord(whole)).toBe(true)
    }),
  )
})

test('isRecord() says the same as the schema, whatever stands in any one member', () => {
  const name = member(AttachmentRecord).filter((one) => one !== 'version')
  const changed = fc.tuple(record, name, other).map(([whole, one, value]) => ({ ...whole, [one]: value }))
  fc.assert(
    fc.property(changed, (value) => {
      expect(isRecord(value)).toBe(Value.Check(AttachmentRecord, value))
    }),
  )
})

test('isRecord() says the same as the schema, whatever stands in any one member of an attachment', () => {
  const changed = fc
    .tuple(record, attachment, member(AttachmentRecord.properties.attachments.items), other)
    .map(([whole, one, name, value]) => ({ ...whole, attachments: [{ ...one, [name]: value }] }))
  fc.assert(
    fc.property(changed, (value) => {
      expect(isRecord(value)).toBe(Value.Check(AttachmentRecord, value))
    }),
  )
})

test.each([1, 0, -2, '2', null, 1.5])('isRecord() takes no record of version %j', (version) => {
  const [whole] = fc.sample(record, 1)
  expect(isRecord({ ...whole, version })).toBe(false)
})
