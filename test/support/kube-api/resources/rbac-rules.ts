import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isJsonObject, listAt, textAt, textsAt, valueAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'

/** What rbac.authorization.k8s.io/v1 asks of the rules of a Role or ClusterRole. */
export function validateRole(object: ApiObject): FieldError[] {
  return listAt(object, 'rules').flatMap((rule, index) => {
    const at = `rules[${index}]`
    const errors: FieldError[] = []
    if (textsAt(rule, 'verbs').length === 0)
      errors.push(fieldError.required(`${at}.verbs`, 'verbs must contain at least one value'))
    if (textsAt(rule, 'nonResourceURLs').length > 0) {
      if (object.metadata.namespace !== undefined)
        errors.push(
          fieldError.invalid(
            `${at}.nonResourceURLs`,
            textsAt(rule, 'nonResourceURLs'),
            'namespaced rules cannot apply to non-resource URLs',
          ),
        )
      if (textsAt(rule, 'resources').length > 0)
        errors.push(
          fieldError.invalid(
            `${at}.nonResourceURLs`,
            textsAt(rule, 'nonResourceURLs'),
            'rules cannot apply to both regular resources and non-resource URLs',
          ),
        )
      return errors
    }
    if (listAt(rule, 'apiGroups').length === 0)
      errors.push(fieldError.required(`${at}.apiGroups`, 'resource rules must supply at least one api group'))
    if (textsAt(rule, 'resources').length === 0)
      errors.push(fieldError.required(`${at}.resources`, 'resource rules must supply at least one resource'))
    return errors
  })
}

/** What it asks of a binding: a role that is named and never changed, subjects that can be found. */
export function validateRoleBinding(object: ApiObject, old: ApiObject | undefined): FieldError[] {
  const errors: FieldError[] = []
  const kinds = object.kind === 'ClusterRoleBinding' ? ['ClusterRole'] : ['Role', 'ClusterRole']
  if (!kinds.includes(textAt(object, 'roleRef', 'kind')))
    errors.push(fieldError.unsupported('roleRef.kind', textAt(object, 'roleRef', 'kind'), kinds))
  if (textAt(object, 'roleRef', 'name') === '') errors.push(fieldError.required('roleRef.name'))
  const changed = JSON.stringify(old?.['roleRef']) !== JSON.stringify(object['roleRef'])
  if (old !== undefined && changed)
    errors.push(fieldError.invalid('roleRef', object['roleRef'], 'cannot change roleRef'))
  for (const [index, subject] of listAt(object, 'subjects').entries())
    errors.push(...subjectErrors(subject, `subjects[${index}]`))
  return errors
}

function subjectErrors(subject: unknown, at: string): FieldError[] {
  if (!isJsonObject(subject)) return [fieldError.required(at)]
  const errors: FieldError[] = []
  if (textAt(subject, 'name') === '') errors.push(fieldError.required(`${at}.name`))
  const kinds = ['ServiceAccount', 'User', 'Group']
  if (!kinds.includes(textAt(subject, 'kind')))
    errors.push(fieldError.unsupported(`${at}.kind`, valueAt(subject, 'kind'), kinds))
  if (subject['kind'] === 'ServiceAccount' && textAt(subject, 'namespace') === '')
    errors.push(fieldError.required(`${at}.namespace`))
  return errors
}
