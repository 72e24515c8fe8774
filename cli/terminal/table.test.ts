import fc from 'fast-check'
import { expect, test } from 'vitest'
import { colourPainter, plainPainter } from './painter.ts'
import { renderTable } from './table.ts'
import { cutToWidth, textWidth, withoutControls } from './text-width.ts'

const columns = [{ title: 'NAME' }, { title: 'COUNT', align: 'right' }, { title: 'STATE' }] as const

test('renderTable() aligns columns, numbers to the right, and ends no line in spaces', () => {
  const rows = [
    ['a', '1', 'fine'],
    ['longer', '100', ''],
  ]
  expect(renderTable(columns, rows, { paint: plainPainter, columns: undefined })).toBe(
    ['NAME     COUNT   STATE', 'a            1   fine', 'longer     100   <none>', ''].join('\n'),
  )
})

test('renderTable() counts wide characters twice and colours not at all', () => {
  const rows = [
    [{ text: '网络', tone: 'good' as const }, '1', 'x'],
    ['ab', '2', 'y'],
  ]
  const lines = renderTable(columns, rows, { paint: colourPainter, columns: undefined }).split('\n')
  const placeOf = (line: string, end: string) => textWidth(line.slice(0, line.lastIndexOf(end)))
  expect(placeOf(lines[1] ?? '', 'x')).toBe(placeOf(lines[2] ?? '', 'y'))
  expect(lines[1]).toContain('\u001b[')
})

test('renderTable() cuts the last column to the terminal and nothing in a pipe', () => {
  const rows = [['a', '1', 'x'.repeat(100)]]
  const cut = renderTable(columns, rows, { paint: plainPainter, columns: 40 })
  expect(Math.max(...cut.split('\n').map(textWidth))).toBe(40)
  expect(renderTable(columns, rows, { paint: plainPainter, columns: undefined })).toContain('x'.repeat(100))
})

test.each([
  ['abc', 3],
  ['网络', 4],
  ['e\u0301', 1],
  ['👍', 2],
  ['한글', 4],
  ['\u001b[31mred\u001b[39m', 3],
])('textWidth(%s) is %d', (text, width) => {
  expect(textWidth(text)).toBe(width)
})

test('cutToWidth() never gives more columns than asked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
      expect(textWidth(cutToWidth(text, width))).toBeLessThanOrEqual(width)
    }),
  )
})

test('withoutControls() leaves nothing that a terminal obeys', () => {
  expect(withoutControls('a\u001b]0;title\u0007b\nc\u202ed')).toBe('a ]0;title b c d')
})
