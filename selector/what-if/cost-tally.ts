import type { ExpectedCost } from '../../domain/expected-cost.ts'
import type { WhatIfReport } from '../../domain/what-if.ts'

/** Sums up what pods would have cost, each currency by itself. */
export class CostTally {
  readonly #sums = new Map<string, { decisions: number; before: number; after: number; unmoved: number }>()

  /** Takes in one pod, if its cost is known before, after, and had it stayed, in one currency. */
  add(
    before: ExpectedCost | undefined,
    after: ExpectedCost | undefined,
    unmoved: ExpectedCost | undefined,
  ): void {
    if (before === undefined || after === undefined || unmoved === undefined) return
    const { currency } = before
    if (after.currency !== currency || unmoved.currency !== currency) return
    const sum = this.#sums.get(currency) ?? { decisions: 0, before: 0, after: 0, unmoved: 0 }
    sum.decisions += 1
    sum.before += before.perMonth
    sum.after += after.perMonth
    sum.unmoved += unmoved.perMonth
    this.#sums.set(currency, sum)
  }

  report(): WhatIfReport['cost'] {
    return [...this.#sums]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([currency, sum]) => ({ currency, ...sum }))
  }
}
