import { expect, test } from 'vitest'
import { ageText, barText, countText, figureText, shareText } from './figures.ts'

test.each([
  [null, '-'],
  [0, '0%'],
  [0.000_02, '<0.01%'],
  [0.000_42, '0.042%'],
  [0.073, '7.3%'],
  [0.414, '41%'],
  [1.2, '120%'],
])('shareText(%s) is %s', (ratio, text) => {
  expect(shareText(ratio)).toBe(text)
})

test.each([
  [-5_000, '0s'],
  [4_900, '4s'],
  [180_000, '3m'],
  [7_300_000, '2h'],
  [604_800_000, '7d'],
])('ageText(%d) is %s', (ms, text) => {
  expect(ageText(ms)).toBe(text)
})

test('barText() fills as many columns as the value says, to an eighth', () => {
  expect([0, 0.5, 0.53125, 1, 7].map((value) => barText(value, 4))).toEqual(['', '██', '██▏', '████', '████'])
})

test('countText() knows one from several', () => {
  expect([countText(0, 'node'), countText(1, 'node')]).toEqual(['0 nodes', '1 node'])
})

test('figureText() has the unit of its KPI', () => {
  expect([
    figureText('loss', 0.0125),
    figureText('latency', 0.42),
    figureText('headroom', 2.5e9),
    figureText('price', 0.09),
    figureText('subnets', null),
  ]).toEqual(['1.3%', '0.42 ms', '2.5 Gbit/s', '0.09 per GB', '-'])
})
