import { Type, type Static } from 'typebox'
import Value from 'typebox/value'
import { resourceGroup } from '../../domain/resources/resource-group.ts'
import type { AskedAccess } from '../../service-kit/access/access.ts'
import type { KubeClient } from '../kube-client.ts'
import { KubeError } from '../kube-error.ts'
import { kinds } from '../kinds.ts'

/** Somebody as the API server knows them. */
export const UserInfo = Type.Object({
  username: Type.String({ minLength: 1 }),
  uid: Type.Optional(Type.String()),
  groups: Type.Optional(Type.Array(Type.String())),
  extra: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
})
export type UserInfo = Static<typeof UserInfo>

const TokenStatus = Type.Object({ authenticated: Type.Literal(true), user: UserInfo })
const AccessStatus = Type.Object({ allowed: Type.Boolean(), denied: Type.Optional(Type.Boolean()) })

/** A caller waits for it. */
const timeoutMs = 3_000

/**
 * Whose token it is; null if it is nobody's, or is valid no more.
 * @throws {KubeError} that never quotes it
 */
export async function reviewToken(
  client: Pick<KubeClient, 'create'>,
  token: string,
): Promise<UserInfo | null> {
  const answer = await client.create(
    kinds.tokenReview,
    {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      metadata: { name: '' },
      spec: { token },
    },
    { timeoutMs },
  )
  return Value.Check(TokenStatus, answer.status) ? answer.status.user : null
}

/**
 * Whether somebody may do something with our own resources.
 * @throws {KubeError} for a refusal, or where there is no answer
 */
export async function reviewAccess(
  client: Pick<KubeClient, 'create'>,
  { username, uid, groups, extra }: UserInfo,
  asked: AskedAccess,
): Promise<boolean> {
  const { status } = await client.create(
    kinds.subjectAccessReview,
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      metadata: { name: '' },
      spec: { user: username, uid, groups, extra, resourceAttributes: { group: resourceGroup, ...asked } },
    },
    { timeoutMs },
  )
  if (!Value.Check(AccessStatus, status))
    throw new KubeError('Cannot read a SubjectAccessReview as it has no status', {
      status: 0,
      reason: 'Garbled',
    })
  return status.allowed && status.denied !== true
}
