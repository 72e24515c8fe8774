import type { Exclusion } from '../../../domain/exclusion.ts'
import { moneyText, type ExpectedCost } from '../../../domain/expected-cost.ts'
import type { Constraints } from '../../../domain/profile.ts'

/**
 * Why a network costs more than the profile's budget, or null: by what nine of ten such pods stay below. Where nobody
 * has named a price, or one in another currency, nothing is held against it.
 */
export function budgetFault(
  cost: ExpectedCost | null,
  budget: Constraints['monthlyBudget'],
): Exclusion | null {
  if (cost === null || budget === undefined || cost.currency !== budget.currency) return null
  if (cost.perMonthP90 <= Number(budget.amount)) return null
  const [most, allowed] = [cost.perMonthP90, Number(budget.amount)]
  return {
    code: 'over-budget',
    detail: `nine of ten such pods cost up to ${moneyText(most, cost.currency)} a month on it, and the budget is ${moneyText(allowed, budget.currency)}`,
    parameters: { has: most, needs: allowed, currency: cost.currency },
  }
}
