import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineReader } from './line-reader.ts'

/** Cuts bytes at these places. */
function chunksOf(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
    (one, other) => one - other,
  )
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end))
}

test('lines come out whole, wherever their bytes and characters are cut', () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text))
  fc.assert(
    fc.property(fc.array(line), line, fc.array(fc.nat()), (lines, rest, cuts) => {
      const reader = new LineReader(1_000_000)
      const bytes = Buffer.from([...lines, rest].join('\n'))
      const read = chunksOf(bytes, cuts).flatMap((chunk) => [...reader.push(chunk)])
      expect([...read, reader.rest()]).toEqual([...lines, rest])
    }),
  )
})

test('a carriage return before the end of a line is no part of it', () => {
  expect([...new LineReader(10).push(Buffer.from('a\r\n\r\nb'))]).toEqual(['a', ''])
})

test('a line that is too long is refused before it has ended', () => {
  const reader = new LineReader(4)
  expect([...reader.push(Buffer.from('1234\n12'))]).toEqual(['1234'])
  expect(() => [...reader.push(Buffer.from('345'))]).toThrow('a line of more than 4 bytes')
})

test('the time for a line grows with its length, not with its square', () => {
  const timeOf = (chunks: number) => {
    const reader = new LineReader(100_000_000)
    const chunk = Buffer.alloc(16, 97)
    const begun = performance.now()
    let lines = 0
    for (let number = 0; number < chunks; number += 1) for (const _ of reader.push(chunk)) lines += 1
    expect(lines).toBe(0)
    expect(reader.rest().length).toBe(chunks * 16)
    return performance.now() - begun
  }
  timeOf(10_000)
  // Sixteen times as long would take 256 times the time if every chunk copied all before it
  expect(timeOf(160_000)).toBeLessThan(100 * Math.max(timeOf(10_000), 1))
})
