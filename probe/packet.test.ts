import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPacket, writePacket, type Packet } from './packet.ts'

const session = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const sequence = fc.integer({ min: 0, max: 255 })
const word = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const packets: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({ kind: fc.constant('echo'), session, sequence }),
  fc.record({
    kind: fc.constant('echoed'),
    session,
    sequence,
    heldUs: fc.nat(65_535).map((steps) => steps * 10),
  }),
  fc.record({ kind: fc.constantFrom('ask', 'data'), session }),
  fc.record({ kind: fc.constant('counted'), session, packets: word, receivedUs: word }),
)

test('readPacket() gives what writePacket() was given', () => {
  fc.assert(
    fc.property(packets, (packet) => {
      const bytes = writePacket(packet)
      expect(readPacket(new DataView(bytes), bytes.byteLength)).toEqual(packet)
    }),
  )
})

test('readPacket() takes any bytes of any length, and never reads beyond them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(2000), (bytes, length) => {
      expect(readPacket(new DataView(Uint8Array.from(bytes).buffer), length)).toBeUndefined()
    }),
  )
})

test('readPacket() takes a packet whose bytes were changed for another one or for none', () => {
  const change = fc.record({ at: fc.nat(19), to: fc.nat(255) })
  fc.assert(
    fc.property(packets, fc.array(change, { minLength: 1, maxLength: 3 }), (packet, changes) => {
      const bytes = new Uint8Array(writePacket(packet))
      for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to
      const read = readPacket(new DataView(bytes.buffer), bytes.length)
      if (read !== undefined) expect(writePacket(read).byteLength).toBe(bytes.length)
    }),
  )
})

test('readPacket() refuses a packet that is shorter or longer than its kind', () => {
  fc.assert(
    fc.property(packets, fc.nat(1500), (packet, length) => {
      const bytes = writePacket(packet)
      fc.pre(length !== bytes.byteLength)
      const longer = new Uint8Array(1500)
      longer.set(new Uint8Array(bytes))
      expect(readPacket(new DataView(longer.buffer), length)).toBeUndefined()
    }),
  )
})

test('an answer is as long as its question, so that nobody is made to send more than was spent', () => {
  const lengthOf = (packet: Packet) => writePacket(packet).byteLength
  const [echo, ask] = [
    { kind: 'echo', session: 1, sequence: 2 } as const,
    { kind: 'ask', session: 1 } as const,
  ]
  expect(lengthOf({ ...echo, kind: 'echoed', heldUs: 5 })).toBe(lengthOf(echo))
  expect(lengthOf({ ...ask, kind: 'counted', packets: 1, receivedUs: 1 })).toBe(lengthOf(ask))
})

test('the time that a peer has held a packet is told in steps of 10 microseconds, and at most 0.66 s', () => {
  const held = [9, 10, 12_345, 1e9].map((heldUs) => {
    const bytes = writePacket({ kind: 'echoed', session: 1, sequence: 2, heldUs })
    return readPacket(new DataView(bytes), bytes.byteLength)
  })
  expect(held).toMatchObject([{ heldUs: 0 }, { heldUs: 10 }, { heldUs: 12_340 }, { heldUs: 655_350 }])
})
