import { listAt, objectAt, textsAt, valueAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { selectorHolds } from '../selectors/object-selector.ts'
import type { Admission } from '../verbs/write-parts.ts'

/** Whether `matchConstraints` or `matchResources` are meant for a write. */
export function policyMatches(
  match: unknown,
  admission: Admission,
  namespace: ApiObject | undefined,
): boolean {
  const rules = listAt(match, 'resourceRules')
  if (rules.length > 0 && !rules.some((rule) => ruleMatches(rule, admission))) return false
  if (listAt(match, 'excludeResourceRules').some((rule) => ruleMatches(rule, admission))) return false
  const isInNamespace =
    namespace === undefined ||
    selectorHolds(objectAt(match, 'namespaceSelector'), namespace.metadata.labels ?? {})
  return isInNamespace && objectMatches(objectAt(match, 'objectSelector'), admission)
}

function objectMatches(selector: unknown, { object, oldObject }: Admission): boolean {
  return [object, oldObject].some(
    (each) => each !== undefined && selectorHolds(selector, each.metadata.labels ?? {}),
  )
}

function ruleMatches(rule: unknown, { request, operation, object, oldObject }: Admission): boolean {
  const { type, subresource } = request
  const has = (member: string, value: string) =>
    textsAt(rule, member).some((each) => each === '*' || each === value)
  const names = textsAt(rule, 'resourceNames')
  const name = (object ?? oldObject)?.metadata.name ?? ''
  const scope = valueAt(rule, 'scope') ?? '*'
  return (
    has('operations', operation) &&
    has('apiGroups', type.group) &&
    has('apiVersions', type.version) &&
    textsAt(rule, 'resources').some((each) => resourceMatches(each, type.plural, subresource)) &&
    (names.length === 0 || names.includes(name)) &&
    (scope === '*' || scope === (type.isNamespaced ? 'Namespaced' : 'Cluster'))
  )
}

/** `pods`, `pods/status`, `pods/*`, `*`, and `*` with a subresource. */
function resourceMatches(pattern: string, resource: string, subresource: string): boolean {
  const [wanted = '', sub = ''] = pattern.split('/')
  return (wanted === '*' || wanted === resource) && (sub === '*' || sub === subresource)
}
