import { textsAt, type JsonObject } from '../objects/json-object.ts'

/** What somebody wants to do, in the words of RBAC. */
export interface Attributes {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly subresource: string
  readonly namespace: string
  readonly name: string
  /** Set where it is no resource. */
  readonly path?: string
}

const has = (rule: JsonObject, member: string, ...wanted: readonly string[]) =>
  textsAt(rule, member).some((value) => value === '*' || wanted.includes(value))

/** Whether a rule of a role allows it (kubernetes, plugin/pkg/auth/authorizer/rbac). */
export function ruleHolds(rule: JsonObject, attributes: Attributes): boolean {
  if (!has(rule, 'verbs', attributes.verb)) return false
  if (attributes.path !== undefined) return textsAt(rule, 'nonResourceURLs').some(pathHolds(attributes.path))
  const { group, resource, subresource, name } = attributes
  const whole = subresource === '' ? resource : `${resource}/${subresource}`
  const resources = subresource === '' ? [whole] : [whole, `*/${subresource}`]
  if (!has(rule, 'apiGroups', group) || !has(rule, 'resources', ...resources)) return false
  const names = textsAt(rule, 'resourceNames')
  return names.length === 0 || names.includes(name)
}

const pathHolds = (path: string) => (pattern: string) =>
  pattern === '*' || pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)))
