import { CniError } from '../../cni/cni-error.ts'

/** The first of several failures, with all the others and more to know as its details; null if there was none. */
export function combinedFailure(
  [first, ...others]: readonly CniError[],
  more: readonly string[] = [],
): CniError | null {
  if (first === undefined) return null
  const details = [first.details, ...others.map(({ message }) => message), ...more].filter(
    (part) => part !== undefined,
  )
  return new CniError(first.code, first.message, details.length === 0 ? undefined : details.join('; '))
}
