import { expect, test } from 'vitest'
import { markdownTable } from './markdown-table.ts'
import { withSection } from './write-section.ts'

test('withSection() replaces what is between the markers, and nothing else', () => {
  const page = 'before\n<!-- one -->\nold\n<!-- /one -->\nafter\n'
  const once = withSection(page, 'one', 'new\n')
  expect(once).toBe('before\n<!-- one -->\n\nnew\n\n<!-- /one -->\nafter\n')
  expect(withSection(once, 'one', 'new')).toBe(once)
  expect(() => withSection(page, 'two', 'new')).toThrow(
    'Cannot write section two as the page lacks <!-- two --> and <!-- /two -->: add them',
  )
})

test('markdownTable() lines up as Prettier does', () => {
  expect(markdownTable(['name', 'x'], [['a', '1.25']])).toBe(
    '| name |    x |\n| ---- | ---: |\n| a    | 1.25 |',
  )
})
