import { expect, test } from 'vitest'
import { parseMetricLine } from './parse-metric-line.ts'

test('parseMetricLine() reads names, labels with escapes, and every number of the format', () => {
  const parse = (line: string) => {
    const read = parseMetricLine(line)
    return read && [read.name, Object.fromEntries(read.labels), read.value]
  }
  expect(parse('up 1')).toEqual(['up', {}, 1])
  expect(parse('a{ b = "c\\"\\\\\\n" , } +Inf')).toEqual(['a', { b: 'c"\\\n' }, Infinity])
  expect(parse('a{b="c",d="e"}\t-.5e-3 1764010000000')).toEqual(['a', { b: 'c', d: 'e' }, -0.0005])
  expect(parse('a{} NaN')).toEqual(['a', {}, NaN])
  expect(
    ['', '# HELP a b', 'a', 'a{', 'a{b="c"', 'a{b="c"}x', 'a 0x10', 'a 1 2 3', 'a{b="c"d="e"} 1'].map(parse),
  ).toEqual(Array(9).fill(null))
})
