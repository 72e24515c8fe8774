import { randomUUID } from 'node:crypto'
import type { ApiState } from '../api-state.ts'
import { fieldError } from '../objects/field-error.ts'
import { objectAt, textAt, textsAt, type JsonObject } from '../objects/json-object.ts'
import type { ApiObject } from '../objects/api-object.ts'
import { refusal } from '../objects/refusal.ts'
import type { UserInfo } from './user-info.ts'

const issuer = 'https://kubernetes.default.svc'
const claim = 'authentication.kubernetes.io'
const asked = { group: 'authentication.k8s.io', plural: 'tokenrequests', kind: 'TokenRequest' }

/** POST to `serviceaccounts/x/token`: a token of the account, bound to a pod (and so to its node) if that is asked for. */
export function requestToken(state: ApiState, account: ApiObject, body: unknown): JsonObject {
  const spec = objectAt(body, 'spec')
  const seconds = Number(spec['expirationSeconds'] ?? 3_600)
  if (seconds < 600)
    throw refusal.invalid(asked, '', [
      fieldError.invalid(
        'spec.expirationSeconds',
        seconds,
        'may not specify a duration less than 10 minutes',
      ),
    ])
  const bound = boundObject(state, account, spec)
  const expiresAtMs = state.now().getTime() + seconds * 1_000
  const audiences = textsAt(spec, 'audiences').length > 0 ? textsAt(spec, 'audiences') : [issuer]
  const { user, claims } = identityOf(account, bound, nodeOf(state, bound))
  const lifetime = { iat: Math.floor(state.now().getTime() / 1_000), exp: Math.floor(expiresAtMs / 1_000) }
  const token = state.authenticator.issue(
    { aud: audiences, iss: issuer, jti: randomUUID(), ...lifetime, sub: user.username, ...claims },
    user,
    expiresAtMs,
    () => isThere(state, account) && (bound === undefined || isThere(state, bound)),
  )
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name: account.metadata.name, namespace: account.metadata.namespace },
    spec: { ...spec, audiences, expirationSeconds: seconds },
    status: { token, expirationTimestamp: `${new Date(expiresAtMs).toISOString().slice(0, 19)}Z` },
  }
}

function isThere({ store }: ApiState, { kind, metadata }: ApiObject): boolean {
  const key = `/${kind.toLowerCase()}s`
  return store.kind(key).find(metadata.namespace ?? '', metadata.name)?.metadata.uid === metadata.uid
}

function boundObject({ store }: ApiState, account: ApiObject, spec: JsonObject): ApiObject | undefined {
  const kind = textAt(spec, 'boundObjectRef', 'kind')
  if (kind === '') return undefined
  const name = textAt(spec, 'boundObjectRef', 'name')
  const plural = `${kind.toLowerCase()}s`
  const namespace = kind === 'Node' ? '' : (account.metadata.namespace ?? '')
  const found = store.kind(`/${plural}`).find(namespace, name)
  if (found === undefined) throw refusal.notFound({ group: '', plural, kind }, name)
  const runsAs = textAt(found, 'spec', 'serviceAccountName')
  if (kind === 'Pod' && runsAs !== account.metadata.name)
    throw refusal.badRequest(
      `cannot bind token for serviceaccount "${account.metadata.name}" to pod running with different serviceaccount name.`,
    )
  const uid = textAt(spec, 'boundObjectRef', 'uid')
  if (uid !== '' && uid !== found.metadata.uid)
    throw refusal.conflict(
      asked,
      name,
      `the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`,
    )
  return found
}

/** The Node of a bound pod; a pod may name one that is not there. */
function nodeOf({ store }: ApiState, bound: ApiObject | undefined): ApiObject | undefined {
  return bound?.kind === 'Node' ? bound : store.kind('/nodes').find('', textAt(bound, 'spec', 'nodeName'))
}

function identityOf(
  account: ApiObject,
  bound: ApiObject | undefined,
  node: ApiObject | undefined,
): { user: UserInfo; claims: JsonObject } {
  const { name, namespace = '', uid } = account.metadata
  const pod = bound?.kind === 'Pod' ? bound.metadata : undefined
  const nodeName = bound?.kind === 'Node' ? bound.metadata.name : textAt(bound, 'spec', 'nodeName')
  const user = serviceAccountUser(namespace, name, uid, {
    ...(pod !== undefined && { 'pod-name': pod.name, 'pod-uid': pod.uid }),
    ...(nodeName !== '' && { 'node-name': nodeName }),
  })
  const reference = (of: unknown) => ({ name: textAt(of, 'name'), uid: textAt(of, 'uid') })
  return {
    user,
    claims: {
      'kubernetes.io': {
        namespace,
        serviceaccount: { name, uid },
        ...(pod !== undefined && { pod: reference(pod) }),
        ...(nodeName !== '' && { node: { name: nodeName, ...(node && { uid: node.metadata.uid }) } }),
      },
    },
  }
}

/** How a service account is seen by authorization and policies. */
export function serviceAccountUser(
  namespace: string,
  name: string,
  uid: string,
  extra: Readonly<Record<string, string>> = {},
): UserInfo {
  const entries = Object.entries(extra).map(([key, value]) => [`${claim}/${key}`, [value]] as const)
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    uid,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    ...(entries.length > 0 && { extra: Object.fromEntries(entries) }),
  }
}
