import { Type } from 'typebox'
import { SelectionProfileSpec } from '../../domain/resources/selection-profile.ts'
import { StoredProfile, StoredProfileList } from '../../domain/stored-intent.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import { contentTag, isKnownTag, versionTag } from '../../service-kit/entity-tag.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { IntentStore } from '../../store/intent-store.ts'
import { parseProfile } from '../definitions/parse-profile.ts'
import type { IntentAccess } from '../intents/intent-access.ts'
import { said, writeIntent } from '../intents/write-intent.ts'
import { Fault } from './fault.ts'
import { NamespaceName, ObjectName, intentFaults, writesPerMinute, writtenCode } from './intent-parameters.ts'
import { writePlainly } from './write-plainly.ts'

const kind = 'SelectionProfile'
const resource = 'selectionprofiles'
const tags = ['profiles']
const path = '/api/v1/profiles/:namespace/:name'
const params = Type.Object({ namespace: NamespaceName, name: ObjectName })
/** A spec is answered as it was written, without the defaults of its schema. */
const serializerCompiler = writePlainly

const defaultLimit = 50
const ListQuery = Type.Object({
  namespace: Type.Optional(NamespaceName),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: defaultLimit })),
  /** Only profiles behind this one, as `namespace/name`. */
  after: Type.Optional(Type.String({ maxLength: 318 })),
})

/** SelectionProfiles: what there is, and changing it. */
export function addProfileRoutes(server: HttpServer, access: IntentAccess): void {
  addReading(server, access)
  server.put(
    path,
    {
      config: { access: { verb: 'update', resource }, maxPerMinute: writesPerMinute },
      schema: {
        tags,
        summary: 'Write a profile: If-Match with its ETag, or If-None-Match: * for a new one',
        params,
        body: SelectionProfileSpec,
        response: { 200: StoredProfile, 201: StoredProfile, ...intentFaults },
      },
      serializerCompiler,
    },
    async (request, reply) => {
      const ref = { kind, ...request.params }
      const written = await writeIntent(access, request, { ref, spec: request.body, parse: parseProfile })
      const profile = {
        ...request.params,
        version: written?.version ?? 0,
        origin: access.origin,
        spec: request.body,
      }
      return reply
        .code(writtenCode(request.headers))
        .header('etag', versionTag(profile.version))
        .send(profile)
    },
  )
  server.delete(
    path,
    {
      config: { access: { verb: 'delete', resource }, maxPerMinute: writesPerMinute },
      schema: {
        tags,
        summary: 'Remove a profile: If-Match with its ETag',
        params,
        response: { 204: Type.Null(), ...intentFaults },
      },
    },
    async (request, reply) => {
      await writeIntent(access, request, {
        ref: { kind, ...request.params },
        spec: undefined,
        parse: parseProfile,
      })
      return reply.code(204).send(null)
    },
  )
}

function addReading(server: HttpServer, access: IntentAccess): void {
  server.get(
    '/api/v1/profiles',
    {
      config: { access: { verb: 'list', resource, namespaceFrom: 'query' } },
      schema: {
        tags,
        summary: 'SelectionProfiles by namespace and name, page by page',
        querystring: ListQuery,
        response: { 200: StoredProfileList, 304: Type.Null(), 401: Fault, 403: Fault },
      },
      serializerCompiler,
    },
    async (request, reply) => {
      const { namespace } = request.query
      const all = await access.use(request, (intents) => profilesOf(access, intents, namespace))
      const page = pageOf(all, request.query)
      const tag = contentTag(page)
      reply.header('etag', tag)
      return isKnownTag(request.headers, tag) ? reply.code(304).send(null) : page
    },
  )
  server.get(
    path,
    {
      config: { access: { verb: 'get', resource } },
      schema: {
        tags,
        summary: 'One profile, with its ETag',
        params,
        response: { 200: StoredProfile, 304: Type.Null(), ...intentFaults },
      },
      serializerCompiler,
    },
    async (request, reply) => {
      const profile = await access.use(request, (intents) => profileCalled(access, intents, request.params))
      if (profile === null)
        throw new ApiFault(404, `Cannot find ${said({ kind, ...request.params })}: see /api/v1/profiles`)
      const tag = profile.origin === 'file' ? contentTag(profile) : versionTag(profile.version)
      reply.header('etag', tag)
      return isKnownTag(request.headers, tag) ? reply.code(304).send(null) : profile
    },
  )
}

const keyOf = ({ namespace, name }: Pick<StoredProfile, 'namespace' | 'name'>) => `${namespace}/${name}`

/** Those of files count before all others of their name. */
async function profilesOf(
  access: IntentAccess,
  intents: IntentStore,
  namespace: string | undefined,
): Promise<readonly StoredProfile[]> {
  const stored = (await intents.list(kind, namespace)).map((intent) => profileOf(intent, access.origin))
  const byKey = new Map([...stored, ...declaredIn(access)].map((each) => [keyOf(each), each]))
  return [...byKey.values()].toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}

async function profileCalled(
  access: IntentAccess,
  intents: IntentStore,
  { namespace, name }: Pick<StoredProfile, 'namespace' | 'name'>,
): Promise<StoredProfile | null> {
  const declared = declaredIn(access).find((each) => keyOf(each) === keyOf({ namespace, name }))
  if (declared !== undefined) return declared
  const found = await intents.find({ kind, namespace, name })
  return found === null ? null : profileOf(found, access.origin)
}

function declaredIn(access: IntentAccess): readonly StoredProfile[] {
  return access
    .declared()
    .filter((manifest) => manifest.kind === kind)
    .map(({ namespace, name, spec }) => profileOf({ namespace, name, version: 0, spec }, 'file'))
}

/** What is stored was checked when it was written; what a file or a cluster has, by those. */
function profileOf(
  { namespace, name, version, spec }: { namespace: string; name: string; version: number; spec: unknown },
  origin: StoredProfile['origin'],
): StoredProfile {
  return { namespace, name, version, origin, spec: spec as SelectionProfileSpec }
}

function pageOf(
  all: readonly StoredProfile[],
  query: { readonly namespace?: string; readonly limit?: number; readonly after?: string },
): StoredProfileList {
  const { namespace, limit = defaultLimit, after = '' } = query
  const asked = all.filter(
    (each) => (namespace === undefined || each.namespace === namespace) && keyOf(each) > after,
  )
  const profiles = asked.slice(0, limit)
  const last = profiles.at(-1)
  return { profiles, next: asked.length > limit && last !== undefined ? keyOf(last) : null }
}
