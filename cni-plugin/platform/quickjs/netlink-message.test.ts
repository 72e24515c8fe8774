import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeAttributes, encodeAttributes } from './netlink-attributes.ts'
import { decodeMessages, encodeMessage } from './netlink-message.ts'

const uint16 = fc.nat(0xffff)
const attributes = fc.array(fc.record({ type: uint16, value: fc.uint8Array({ maxLength: 9 }) }))

test('messages and their attributes are read as they were written', () => {
  const message = fc.record({ type: uint16, flags: uint16, attributes })
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
      const bodies = messages.map((each) => ({ ...each, body: encodeAttributes(each.attributes) }))
      const bytes = bodies.flatMap((each, sequence) => [...new Uint8Array(encodeMessage(each, sequence))])
      const read = decodeMessages(Uint8Array.from(bytes).buffer)
      expect(
        read.map(({ type, flags, body }) => ({ type, flags, attributes: decodeAttributes(body) })),
      ).toEqual(messages)
    }),
  )
})

test('of bytes that end too early all is read that is whole', () => {
  fc.assert(
    fc.property(attributes, fc.nat(), (written, cut) => {
      const bytes = encodeAttributes(written)
      const read = decodeAttributes(bytes.subarray(0, cut % (bytes.length + 1)))
      expect(read).toEqual(written.slice(0, read.length))
    }),
  )
})

test('no bytes whatever keep the reader from coming to an end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const messages = decodeMessages(Uint8Array.from(bytes).buffer)
      const total = messages.reduce((sum, { body }) => sum + 16 + body.length, 0)
      expect(total).toBeLessThanOrEqual(bytes.length)
      expect(decodeAttributes(bytes).length).toBeLessThanOrEqual(bytes.length / 4)
    }),
  )
})
