import { expect, test } from 'vitest'
import { nameOfField, valueOfField } from './field-words.ts'

test('nameOfField() has words for weights and limits, and shows a field that it does not know by its path', () => {
  expect(nameOfField(['weights', 'latency'])).toBe('Weight of Latency')
  expect(nameOfField(['weights', 'beauty'])).toBe('weights.beauty')
  expect(nameOfField(['sla', 'maxLatencyMs'])).toBe('SLA: latency in ms, at most')
  expect(nameOfField(['preferences', 'encryption'])).toBe('Preferred: encryption')
  expect(nameOfField(['podSelector', 'matchLabels', 'app'])).toBe('Pods with matchLabels app')
  expect(nameOfField(['constructor'])).toBe('constructor')
})

test.each([
  [undefined, 'not set'],
  [true, 'yes'],
  [0.25, '0.25'],
  ['<script>', '<script>'],
  [['a', 'b'], 'a, b'],
  [[], '–'],
  [[{ key: 'app' }], '{"key":"app"}'],
])('valueOfField(%j) is %s', (value, text) => {
  expect(valueOfField(value)).toBe(text)
})
