import type { FaultRule } from '../../domain/fault-rule.ts'
import type { ReasonWords } from '../catalogue/reasons.en.ts'
import { formatNumber } from '../format/number.ts'

/** A broken rule in words; undefined for one that nobody here knows. */
export function ruleText({ keyword, limit, values = [] }: FaultRule, words: ReasonWords): string | undefined {
  // A newer server may say a keyword that is not among them.
  const rules: Readonly<Record<string, ReasonWords['rule'][FaultRule['keyword']]>> = words.rule
  return rules[keyword]?.({
    limit: limit === undefined ? '' : formatNumber(limit),
    values: values.join(words.list),
  })
}
