import type { ExpectedCosts } from '../../../domain/price-answers.ts'
import type { Order } from '../../parts/sort-header.tsx'

type Owner = ExpectedCosts['owners'][number]

/** By their names, or by what their pods cost on one network; who costs nobody knows what comes last both ways. */
export function orderedOwners(
  owners: readonly Owner[],
  { by, isDescending }: Order<string>,
): readonly Owner[] {
  const sign = isDescending ? -1 : 1
  const costOf = ({ networks }: Owner) => networks.find(({ network }) => network === by)?.monthly?.perMonth
  return owners.toSorted((one, other) => {
    if (by === '') return sign * (one.use.owner < other.use.owner ? -1 : 1)
    const [first, second] = [costOf(one), costOf(other)]
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined)
    return sign * (first - second)
  })
}
