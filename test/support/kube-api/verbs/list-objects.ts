import type { ApiState } from '../api-state.ts'
import type { ResourceCall } from '../http/call.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { JsonObject } from '../objects/json-object.ts'
import { refusal } from '../objects/refusal.ts'
import { presenterFor } from '../present/presenter.ts'
import { readSelectors } from '../selectors/read-selectors.ts'
import { shownAs } from './shown-version.ts'

/** Where a list goes on: at which version, behind which object. */
interface Position {
  readonly revision: number
  readonly after: string
}

/** GET of a collection. */
export function listObjects(state: ApiState, call: ResourceCall): JsonObject {
  const { info, type } = call
  const limit = Number(info.query.get('limit') ?? 0)
  const from = positionOf(state, info.query)
  const all = snapshot(state, call, from.revision)
  const matches = readSelectors(call)
  const rest = all.filter((object) => keyOf(object) > from.after && matches(object))
  const page = limit > 0 ? rest.slice(0, limit) : rest
  const last = page.at(-1)
  const hasMore = page.length < rest.length && last !== undefined
  const presenter = presenterFor(
    call.request.headers.accept ?? '',
    type,
    state.now(),
    info.query.get('includeObject') ?? '',
  )
  return presenter.list(page, {
    resourceVersion: String(from.revision),
    ...(hasMore && {
      continue: tokenOf({ revision: from.revision, after: keyOf(last) }),
      remainingItemCount: rest.length - page.length,
    }),
  })
}

const keyOf = ({ metadata }: ApiObject) => `${metadata.namespace ?? ''}/${metadata.name}`
const tokenOf = (position: Position) => Buffer.from(JSON.stringify(position)).toString('base64url')

function positionOf(state: ApiState, query: URLSearchParams): Position {
  const token = query.get('continue') ?? ''
  const version = query.get('resourceVersion') ?? ''
  const match = query.get('resourceVersionMatch') ?? ''
  if (token !== '') return readToken(token, version)
  if (match !== '' && version === '')
    throw refusal.badRequest('resourceVersionMatch is forbidden unless resourceVersion is provided')
  if (version === '' || version === '0') return { revision: state.store.revision, after: '' }
  if (!/^\d+$/.test(version))
    throw refusal.badRequest(`invalid resource version "${version}": strconv.ParseUint: invalid syntax`)
  if (Number(version) > state.store.revision)
    throw refusal.tooLargeVersion(Number(version), state.store.revision)
  const isExact = match === 'Exact'
  return { revision: isExact ? Number(version) : state.store.revision, after: '' }
}

function readToken(token: string, version: string): Position {
  if (version !== '' && version !== '0')
    throw refusal.badRequest('specifying resource version is not allowed when using continue')
  try {
    const position = JSON.parse(Buffer.from(token, 'base64url').toString()) as Position
    if (typeof position.revision === 'number' && typeof position.after === 'string') return position
  } catch {
    /* A token that we did not make is told below. */
  }
  throw refusal.badRequest('continue key is not valid')
}

function snapshot({ store }: ApiState, { info, type }: ResourceCall, revision: number): readonly ApiObject[] {
  const namespace = info.namespace === '' ? undefined : info.namespace
  const objects = store.kind(type.storageKey).listAt(revision, type.isNamespaced ? namespace : undefined)
  if (objects === null)
    throw refusal.expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    )
  return objects.map((object) => shownAs(type, object))
}
