import type { ServerResponse } from 'node:http'
import type { ApiState } from '../api-state.ts'
import type { WatchFault } from '../faults/fault.ts'
import type { ResourceCall } from '../http/call.ts'
import { isSet } from '../http/call.ts'
import type { ApiObject } from '../objects/api-object.ts'
import type { JsonObject } from '../objects/json-object.ts'
import { fieldError } from '../objects/field-error.ts'
import { refusal } from '../objects/refusal.ts'
import { presenterFor } from '../present/presenter.ts'
import { apiVersionOf } from '../resources/resource-type.ts'
import { readSelectors } from '../selectors/read-selectors.ts'
import type { Change } from '../store/kind-store.ts'
import { shownAs } from './shown-version.ts'
import { WatchStream } from './watch-stream.ts'

/** GET with `watch`: answers by itself until the time is over or the client leaves. */
export function watchObjects(
  state: ApiState,
  call: ResourceCall,
  response: ServerResponse,
  fault: WatchFault | undefined,
): WatchStream {
  refuseInitialEvents(call)
  const matches = readSelectors(call)
  const from = versionOf(call)
  const stream = openStream(state, call, response, fault)
  const kind = state.store.kind(call.type.storageKey)
  const since = from === null ? null : kind.changesSince(from)
  if (from !== null && (since === null || from > state.store.revision)) {
    const why = `too old resource version: ${from} (${state.store.revision})`
    stream.end({ type: 'ERROR', object: refusal.expired(why).toStatus() })
    return stream
  }
  const tell = (change: Change) => {
    const event = eventOf(change, call, matches)
    if (event !== null) stream.send(event.type, event.object)
  }
  if (since === null) tellAll(state, call, matches, stream)
  else since.forEach(tell)
  stream.onEnd(kind.listen(tell))
  return stream
}

function openStream(
  state: ApiState,
  call: ResourceCall,
  response: ServerResponse,
  fault: WatchFault | undefined,
): WatchStream {
  const { info, type, request } = call
  const presenter = presenterFor(
    request.headers.accept ?? '',
    type,
    state.now(),
    info.query.get('includeObject') ?? '',
  )
  const asked = Number(info.query.get('timeoutSeconds') ?? 0)
  const bookmark = (): JsonObject => ({
    kind: type.kind,
    apiVersion: apiVersionOf(type),
    metadata: { resourceVersion: String(state.store.revision), creationTimestamp: null },
  })
  return new WatchStream(response, {
    present: presenter.event,
    timeoutMs: asked > 0 ? asked * 1_000 : 1_800_000,
    ...(isSet(info.query, 'allowWatchBookmarks') && {
      bookmark,
      bookmarkEveryMs: state.bookmarkEveryMs,
    }),
    ...(fault !== undefined && { fault }),
  })
}

function refuseInitialEvents({ info, type }: ResourceCall): void {
  if (!info.query.has('sendInitialEvents')) return
  throw refusal.invalid({ ...type, group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
    fieldError.forbidden(
      'sendInitialEvents',
      'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
    ),
  ])
}

/** Null where the state of now comes first. */
function versionOf({ info }: ResourceCall): number | null {
  const version = info.query.get('resourceVersion') ?? ''
  if (version === '' || version === '0') return null
  if (/^\d+$/.test(version)) return Number(version)
  throw refusal.badRequest(`invalid resource version "${version}": strconv.ParseUint: invalid syntax`)
}

function tellAll(
  state: ApiState,
  call: ResourceCall,
  matches: (object: ApiObject) => boolean,
  stream: WatchStream,
): void {
  const { type, info } = call
  const namespace = type.isNamespaced && info.namespace !== '' ? info.namespace : undefined
  for (const stored of state.store.kind(type.storageKey).list(namespace)) {
    const object = shownAs(type, stored)
    if (matches(object)) stream.send('ADDED', object)
  }
}

/** What a change means for those who see only a part: objects come and go as the selector begins and ceases to hold. */
function eventOf(
  { object, previous, isDeletion }: Change,
  { type, info }: ResourceCall,
  matches: (object: ApiObject) => boolean,
): { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: ApiObject } | null {
  if (type.isNamespaced && info.namespace !== '' && object.metadata.namespace !== info.namespace) return null
  const before = previous !== undefined && matches(shownAs(type, previous))
  const shown = shownAs(type, object)
  const after = !isDeletion && matches(shown)
  if (after) return { type: before ? 'MODIFIED' : 'ADDED', object: shown }
  if (!before) return null
  if (isDeletion) return { type: 'DELETED', object: shown }
  const left = shownAs(type, previous)
  const { resourceVersion } = object.metadata
  return { type: 'DELETED', object: { ...left, metadata: { ...left.metadata, resourceVersion } } }
}
