import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineSplitter } from './line-splitter.ts'

function split(pieces: readonly string[], maxLength = 1_000) {
  const lines: string[] = []
  const splitter = new LineSplitter((line) => lines.push(line), maxLength)
  for (const piece of pieces) splitter.push(piece)
  return { lines, tooLong: splitter.end() }
}

test('LineSplitter gives the same lines however a text is cut', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.nat(50)), (text, cuts) => {
      const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)), text.length].toSorted(
        (one, other) => one - other,
      )
      const pieces = places.map((place, index) => text.slice(places[index - 1] ?? 0, place))
      const whole = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
      expect(split(pieces)).toEqual({ lines: whole, tooLong: 0 })
    }),
  )
})

test('LineSplitter keeps nothing of a line that is too long, and goes on with the next one', () => {
  expect(split(['ab', 'cd', 'ef\nok\nabcde'], 4)).toEqual({ lines: ['ok'], tooLong: 2 })
})
