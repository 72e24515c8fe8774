import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameReader } from './frame-reader.ts'

test('FrameReader cuts the same frames however the bytes arrive', () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' '))
  fc.assert(
    fc.property(
      fc.array(line),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (lines, sizes) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''))
        const reader = new FrameReader()
        const frames: string[] = []
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1
          frames.push(...reader.push(bytes.subarray(at, at + size), 1_000_000))
          at += size
        }
        expect(frames).toEqual(lines)
      },
    ),
  )
})

test('FrameReader refuses a frame beyond its limit, even one that never ends', () => {
  const reader = new FrameReader()
  expect(reader.push(Buffer.from('12345678\n'), 8)).toEqual(['12345678'])
  reader.push(Buffer.from('1234'), 8)
  expect(() => reader.push(Buffer.from('56789'), 8)).toThrow('Cannot read a frame of more than 8 bytes')
})
