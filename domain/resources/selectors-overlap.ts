import type { LabelSelector } from './selection-profile.ts'

/** What a selector asks of one label. */
interface Demand {
  /** The only values that it may have; undefined if it may have any. */
  readonly values: ReadonlySet<string> | undefined
  readonly exists: boolean
  readonly isAbsent: boolean
}

/** Whether there could be labels that both selectors hold for. */
export function selectorsOverlap(one: LabelSelector, other: LabelSelector): boolean {
  const requirements = [...requirementsOf(one), ...requirementsOf(other)]
  return [...new Set(requirements.map(({ key }) => key))].every((key) =>
    isPossible(demandOf(requirements.filter((each) => each.key === key))),
  )
}

type Requirement = NonNullable<LabelSelector['matchExpressions']>[number]

function requirementsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Requirement[] {
  const equal = Object.entries(matchLabels).map(([key, value]) => ({
    key,
    operator: 'In' as const,
    values: [value],
  }))
  return [...equal, ...matchExpressions]
}

function demandOf(requirements: readonly Requirement[]): Demand {
  const allowed = requirements
    .filter(({ operator }) => operator === 'In')
    .map(({ values = [] }) => new Set(values))
  const denied = requirements
    .filter(({ operator }) => operator === 'NotIn')
    .flatMap(({ values = [] }) => values)
  const values = allowed.reduce<ReadonlySet<string> | undefined>(
    (left, next) => left?.intersection(next) ?? next,
    undefined,
  )
  return {
    values: values?.difference(new Set(denied)),
    exists: requirements.some(({ operator }) => operator === 'Exists' || operator === 'In'),
    isAbsent: requirements.some(({ operator }) => operator === 'DoesNotExist'),
  }
}

/** Values that nobody names are without end, so only those that are named can run out. */
function isPossible({ values, exists, isAbsent }: Demand): boolean {
  return values?.size !== 0 && !(exists && isAbsent)
}
