import { expect, test } from 'vitest'
import { FaultRule } from '../../domain/fault-rule.ts'
import { english } from '../catalogue/reasons.en.ts'
import { chinese } from '../catalogue/reasons.zh.ts'
import { ruleText } from './rule-text.ts'

const keywords = FaultRule.properties.keyword.anyOf.map(({ const: keyword }) => keyword)

test.each(keywords)('a broken %s is told in both languages, with what it compares with', (keyword) => {
  const isOfValues = keyword === 'type' || keyword === 'required' || keyword === 'enum'
  const rule: FaultRule = isOfValues ? { keyword, values: ['a', 'b'] } : { keyword, limit: 12 }
  const [inEnglish, inChinese] = [ruleText(rule, english), ruleText(rule, chinese)]
  expect(inChinese).not.toBe(inEnglish)
  if (keyword === 'additionalProperties') return
  expect(inEnglish).toContain(isOfValues ? 'a, b' : '12')
  expect(inChinese).toContain(isOfValues ? 'a、b' : '12')
})

test('a type is told by its name in the language, and a keyword of another version by nobody', () => {
  expect(ruleText({ keyword: 'type', values: ['number'] }, chinese)).toBe('必须是数字')
  expect(ruleText({ keyword: 'multipleOf' as 'type', limit: 5 }, chinese)).toBeUndefined()
})
