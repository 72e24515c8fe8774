import type { BodyFault } from '../../service-kit/api-fault.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import { callerOf } from '../../service-kit/access/guard-routes.ts'
import { expectedVersion } from '../../service-kit/entity-tag.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { Intent, IntentRef } from '../../store/intent-store.ts'
import type { Manifest } from '../../domain/manifest.ts'
import type { Asking, IntentAccess } from './intent-access.ts'
import { manifestOfIntent } from './manifest-of-intent.ts'

/** A change that a request asks for; a spec that is undefined removes it. */
export interface AskedWrite {
  readonly ref: IntentRef
  readonly spec: unknown
  /** What a definition's reader says of it: throws one sentence. */
  readonly parse: (manifest: Manifest) => unknown
}

/**
 * Writes an intent by the version that the caller has seen; null after a removal.
 * @throws {ApiFault} 428 without a version, 412 for another one, 409 for what a file defines, 422 for what makes no sense,
 *   404 for the removal of nothing
 */
export async function writeIntent(
  access: IntentAccess,
  request: Asking,
  { ref, spec, parse }: AskedWrite,
): Promise<Intent | null> {
  const expected = expectedVersion(request.headers)
  if (spec !== undefined) refuseNonsense(parse, { ...ref, version: 0, spec })
  refuseDeclared(access, ref)
  const written = await access.use(request, async (intents) => {
    const before = await intents.find(ref)
    if (before === null && spec === undefined)
      throw new ApiFault(404, `Cannot remove ${said(ref)}: there is none`)
    if (before === null && expected === undefined) return 'conflict'
    return intents.write({
      ...ref,
      spec,
      expected,
      by: callerOf(request).name,
      at: access.clock.nowMs(),
    })
  })
  if (written === 'conflict')
    throw new ApiFault(
      412,
      `Cannot write ${said(ref)} as it is not what was read: somebody has changed it since, so read it again`,
    )
  await access.onWritten()
  return written
}

/** An intent by its kind and name. */
export const said = ({ kind, namespace, name }: IntentRef): string =>
  `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`

function refuseNonsense(parse: AskedWrite['parse'], intent: Intent): void {
  try {
    parse(manifestOfIntent(intent))
  } catch (error) {
    const detail = messageOf(error)
    throw new ApiFault(422, `Cannot take ${said(intent)}: ${detail}`, [faultIn(detail)])
  }
}

/** Readers begin with where in the spec it is, if they know. */
function faultIn(detail: string): BodyFault {
  const [, pointer = '', rest = detail] = /^spec(\/\S*)? (.*)$/s.exec(detail) ?? []
  return { pointer, detail: rest }
}

function refuseDeclared(access: IntentAccess, ref: IntentRef): void {
  const isDeclared = access
    .declared()
    .some(
      ({ kind, namespace, name }) => kind === ref.kind && namespace === ref.namespace && name === ref.name,
    )
  if (isDeclared)
    throw new ApiFault(409, `Cannot write ${said(ref)} as a file of this machine defines it: change it there`)
}
