import { listAt, objectAt, textAt, textsAt } from '../objects/json-object.ts'

/** Whether a `LabelSelector` object (`matchLabels`, `matchExpressions`) holds; an empty one does for everything. */
export function selectorHolds(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const equal = Object.entries(objectAt(selector, 'matchLabels')).every(
    ([key, value]) => labels[key] === value,
  )
  return equal && listAt(selector, 'matchExpressions').every((each) => expressionHolds(each, labels))
}

function expressionHolds(expression: unknown, labels: Readonly<Record<string, string>>): boolean {
  const key = textAt(expression, 'key')
  const isIn = textsAt(expression, 'values').includes(labels[key] ?? '') && key in labels
  switch (textAt(expression, 'operator')) {
    case 'In':
      return isIn
    case 'NotIn':
      return !isIn
    case 'Exists':
      return key in labels
    case 'DoesNotExist':
      return !(key in labels)
    default:
      return false
  }
}
