import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isJsonObject, objectAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { selectorHolds } from '../selectors/object-selector.ts'
import { podSpecErrors } from './pod-rules.ts'

/** What apps/v1 asks of a workload: a selector that never changes and holds for its own template. */
export function validateSelectorOfTemplate(object: ApiObject, old: ApiObject | undefined): FieldError[] {
  const selector = objectAt(object, 'spec')['selector']
  if (!isJsonObject(selector)) return [fieldError.required('spec.selector')]
  const errors: FieldError[] = []
  if (Object.keys(selector).length === 0)
    errors.push(fieldError.invalid('spec.selector', selector, 'empty selector is invalid for this resource'))
  const template = objectAt(object, 'spec', 'template')
  const labels = objectAt(template, 'metadata', 'labels') as Record<string, string>
  if (!selectorHolds(selector, labels))
    errors.push(
      fieldError.invalid(
        'spec.template.metadata.labels',
        labels,
        '`selector` does not match template `labels`',
      ),
    )
  if (old !== undefined && JSON.stringify(objectAt(old, 'spec')['selector']) !== JSON.stringify(selector))
    errors.push(fieldError.invalid('spec.selector', selector, 'field is immutable'))
  return [...errors, ...podSpecErrors(objectAt(template, 'spec'), 'spec.template.spec')]
}
