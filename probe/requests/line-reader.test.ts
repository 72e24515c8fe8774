import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineReader } from './line-reader.ts'

const limit = 16

/** What a reader hands out of a text that comes in pieces of these sizes. */
function linesOf(text: string, sizes: readonly number[]): string[] {
  const reader = new LineReader(limit)
  const bytes = Buffer.from(text)
  const lines: string[] = []
  for (let at = 0, piece = 0; at < bytes.length; piece++) {
    const size = Math.min(sizes[piece % sizes.length] ?? 1, limit - reader.at)
    const part = bytes.subarray(at, at + size)
    new Uint8Array(reader.buffer).set(part, reader.at)
    reader.take(part.length, (line) =>
      lines.push(
        line === 'too long' ? line : Buffer.from(reader.buffer).toString('utf8', line.start, line.end),
      ),
    )
    at += part.length
  }
  return lines
}

test('a LineReader gives the same lines however they are cut into pieces', () => {
  const line = fc.stringMatching(/^[a-zé節]{0,12}$/)
  const sizes = fc.array(fc.integer({ min: 1, max: limit }), { minLength: 1 })
  fc.assert(
    fc.property(fc.array(line), sizes, (lines, sizes) => {
      const whole = lines.map((each) => (Buffer.byteLength(each) < limit ? each : 'too long'))
      expect(linesOf(lines.map((each) => `${each}\n`).join(''), sizes)).toEqual(whole)
    }),
  )
})

test('a LineReader passes over a line that is too long, and goes on with the next', () => {
  expect(linesOf(`${'x'.repeat(100)}\nnext\nunfinished`, [5])).toEqual(['too long', 'next'])
})
