import { celValue } from '../cel/cel-value.ts'
import { listAt, textAt } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { Admission } from '../verbs/write-parts.ts'

/** What an expression sees. */
export type Variables = Record<string, unknown>

/** Runs an expression; throws what it throws. */
export type Run = (expression: string, variables: Variables) => unknown

/** The variables of a policy for one write; its own are computed when they are first read. */
export function policyVariables(
  policy: ApiObject,
  admission: Admission,
  namespace: ApiObject | undefined,
  run: Run,
): Variables {
  const variables: Variables = {
    object: celValue(admission.object ?? null),
    oldObject: celValue(admission.oldObject ?? null),
    namespaceObject: celValue(namespace ?? null),
    params: null,
    request: requestOf(admission),
    variables: {},
  }
  for (const each of listAt(policy, 'spec', 'variables'))
    Object.defineProperty(variables['variables'], textAt(each, 'name'), {
      enumerable: true,
      get: () => run(textAt(each, 'expression'), variables),
    })
  return variables
}

function requestOf({ request, operation, object, oldObject }: Admission): Variables {
  const { type, subresource, user, namespace, isDryRun } = request
  const { group, version, kind, plural } = type
  const ofKind = { group, version, kind }
  const ofResource = { group, version, resource: plural }
  const { username, uid = '', groups, extra = {} } = user
  return {
    ...{ kind: ofKind, requestKind: ofKind, resource: ofResource, requestResource: ofResource },
    ...{ subResource: subresource, requestSubResource: subresource, operation, dryRun: isDryRun, namespace },
    name: (object ?? oldObject)?.metadata.name ?? '',
    userInfo: { username, uid, groups: [...groups], extra },
    options: {},
  }
}
