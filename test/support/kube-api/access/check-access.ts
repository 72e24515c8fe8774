import type { RequestInfo } from '../http/request-info.ts'
import { refusal } from '../objects/refusal.ts'
import type { Authorizer } from './authorizer.ts'
import type { UserInfo } from './user-info.ts'

/** Refuses what a user may not do, in the words of a real server. */
export function checkAccess(authorizer: Authorizer, user: UserInfo, info: RequestInfo): void {
  const { verb, group, resource, subresource, namespace, name, path } = info
  const attributes = {
    verb,
    group,
    resource,
    subresource,
    name,
    /** A namespace is an object of itself: who may do it within may do it there. */
    namespace: resource === 'namespaces' && group === '' && namespace === '' ? name : namespace,
    ...(!info.isResource && { path }),
  }
  if (authorizer.allows(user, attributes)) return
  if (!info.isResource) throw refusal.forbiddenPath(user.username, verb, path)
  const whole = subresource === '' ? resource : `${resource}/${subresource}`
  const where =
    attributes.namespace === '' ? 'at the cluster scope' : `in the namespace "${attributes.namespace}"`
  throw refusal.forbidden(
    { group, plural: resource, kind: '' },
    name,
    `User "${user.username}" cannot ${verb} resource "${whole}" in API group "${group}" ${where}`,
  )
}
