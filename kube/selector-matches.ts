import type { LabelSelector } from '../domain/resources/selection-profile.ts'

/** Labels of an object by key. */
export type Labels = Readonly<Record<string, string>>

/**
 * Whether a selector holds for labels, by the rules of the Kubernetes API: all of its parts have to, and one without
 * parts holds for everything. `NotIn` holds for an object without the key.
 */
export function selectorMatches(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Labels,
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => valueOf(labels, key) === value) &&
    matchExpressions.every((expression) => holds(expression, valueOf(labels, expression.key)))
  )
}

function holds(
  { operator, values = [] }: NonNullable<LabelSelector['matchExpressions']>[number],
  value: string | undefined,
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
  }
}

const valueOf = (labels: Labels, key: string) => (Object.hasOwn(labels, key) ? labels[key] : undefined)
