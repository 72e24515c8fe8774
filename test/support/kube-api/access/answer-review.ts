import type { Call } from '../http/call.ts'
import type { ApiState } from '../api-state.ts'
import { isJsonObject, listAt, objectAt, textAt, textsAt, type JsonObject } from '../objects/json-object.ts'
import { fieldError } from '../objects/field-error.ts'
import { refusal } from '../objects/refusal.ts'
import type { Authorizer } from './authorizer.ts'
import type { Attributes } from './rule-holds.ts'
import type { UserInfo } from './user-info.ts'

/** Answers TokenReviews, access reviews and their like; undefined for any other resource. */
export function answerReview(state: ApiState, authorizer: Authorizer, call: Call): JsonObject | undefined {
  const { group, resource, verb } = call.info
  const review = reviews[`${resource}.${group}`]
  if (review === undefined) return undefined
  if (verb !== 'create') throw refusal.methodNotAllowed()
  const body = isJsonObject(call.body) ? call.body : {}
  return { ...body, metadata: {}, status: review({ state, authorizer, call, spec: objectAt(body, 'spec') }) }
}

interface Asked {
  readonly state: ApiState
  readonly authorizer: Authorizer
  readonly call: Call
  readonly spec: JsonObject
}

const reviews: Readonly<Record<string, (asked: Asked) => JsonObject>> = {
  'tokenreviews.authentication.k8s.io': reviewToken,
  'selfsubjectreviews.authentication.k8s.io': ({ call }) => ({ userInfo: call.user }),
  'subjectaccessreviews.authorization.k8s.io': (asked) => reviewAccess(asked, subjectOf(asked.spec)),
  'localsubjectaccessreviews.authorization.k8s.io': (asked) => reviewAccess(asked, subjectOf(asked.spec)),
  'selfsubjectaccessreviews.authorization.k8s.io': (asked) => reviewAccess(asked, asked.call.user),
  'selfsubjectrulesreviews.authorization.k8s.io': reviewRules,
}

function reviewToken({ state, spec }: Asked): JsonObject {
  const token = textAt(spec, 'token')
  const user = token === '' ? undefined : state.authenticator.find(token)
  if (user === undefined)
    return { user: {}, error: token === '' ? 'token is required' : 'invalid bearer token' }
  const audiences = textsAt(spec, 'audiences')
  return {
    authenticated: true,
    user,
    audiences: audiences.length > 0 ? audiences : ['https://kubernetes.default.svc'],
  }
}

function subjectOf(spec: JsonObject): UserInfo {
  const extra = objectAt(spec, 'extra') as Record<string, readonly string[]>
  return { username: textAt(spec, 'user'), groups: textsAt(spec, 'groups'), extra }
}

function reviewAccess({ authorizer, spec, call }: Asked, user: UserInfo): JsonObject {
  const about = attributesOf(spec)
  const isSelf = call.info.resource.startsWith('self')
  const kind = { group: 'authorization.k8s.io', plural: call.info.resource, kind: 'SubjectAccessReview' }
  if (about === null)
    throw refusal.invalid(kind, '', [
      fieldError.invalid(
        'spec.resourceAttributes',
        null,
        'exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ),
    ])
  if (!isSelf && user.username === '' && user.groups.length === 0)
    throw refusal.invalid(kind, '', [
      fieldError.invalid('spec.user', '', 'at least one of user or group must be specified'),
    ])
  const allowed = authorizer.allows(user, about)
  return { allowed, ...(allowed && { reason: 'RBAC: allowed by a binding' }) }
}

function attributesOf(spec: JsonObject): Attributes | null {
  const { resourceAttributes: resource, nonResourceAttributes: other } = spec
  if (isJsonObject(resource) === isJsonObject(other)) return null
  const none = { group: '', resource: '', subresource: '', namespace: '', name: '' }
  if (isJsonObject(other)) return { ...none, verb: textAt(other, 'verb'), path: textAt(other, 'path') }
  return {
    verb: textAt(resource, 'verb'),
    group: textAt(resource, 'group'),
    resource: textAt(resource, 'resource'),
    subresource: textAt(resource, 'subresource'),
    namespace: textAt(resource, 'namespace'),
    name: textAt(resource, 'name'),
  }
}

function reviewRules({ authorizer, call, spec }: Asked): JsonObject {
  const rules = authorizer.rulesFor(call.user, textAt(spec, 'namespace'))
  const resourceRules = rules.filter((rule) => listAt(rule, 'resources').length > 0)
  const paths = rules.filter((rule) => listAt(rule, 'nonResourceURLs').length > 0)
  return { resourceRules, nonResourceRules: paths, incomplete: false }
}
