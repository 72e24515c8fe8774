import type { OwnerUse } from '../../domain/owner-use.ts'

/** So many neighbours tell what is usual in a namespace. */
const mostNeighbours = 32

/** Whose namespace an owner is in. */
export const namespaceOf = ({ owner }: Pick<OwnerUse, 'owner'>): string => owner.split('/', 1)[0] ?? ''

/** By namespace its first owners whose pods were measured. */
export function neighboursByNamespace(owners: readonly OwnerUse[]): ReadonlyMap<string, readonly OwnerUse[]> {
  const measured = Map.groupBy(
    owners.filter(({ hours }) => hours > 0),
    namespaceOf,
  )
  return new Map([...measured].map(([namespace, all]) => [namespace, all.slice(0, mostNeighbours)]))
}
