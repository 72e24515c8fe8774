import { Type } from 'typebox'
import type { NetworkSpec } from '../../domain/resources/network-resource.ts'
import { NetworkSettingsSpec, StoredNetworkSettings } from '../../domain/stored-intent.ts'
import { ApiFault } from '../../service-kit/api-fault.ts'
import { isKnownTag, versionTag } from '../../service-kit/entity-tag.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import type { Intent, IntentStore } from '../../store/intent-store.ts'
import { parseNetworkResource } from '../definitions/parse-network-resource.ts'
import type { IntentAccess } from '../intents/intent-access.ts'
import { writeIntent } from '../intents/write-intent.ts'
import { ConfName, intentFaults, writesPerMinute, writtenCode } from './intent-parameters.ts'

const kind = 'Network'
const resource = 'networks'
const tags = ['networks']
const path = '/api/v1/networks/:name/settings'
const params = Type.Object({ name: ConfName })

/** What operators say of a network, by the name of its conf. */
export function addNetworkSettingsRoutes(server: HttpServer, access: IntentAccess): void {
  server.get(
    path,
    {
      config: { access: { verb: 'get', resource } },
      schema: {
        tags,
        summary: "The operator's settings of a network, with their ETag",
        params,
        response: { 200: StoredNetworkSettings, 304: Type.Null(), ...intentFaults },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      const found = await access.use(request, (intents) => settingsOf(intents, name))
      if (found === null)
        throw new ApiFault(
          404,
          `Cannot find settings of network ${name}: nobody has written any, so PUT the first ones`,
        )
      const tag = versionTag(found.version)
      reply.header('etag', tag)
      return isKnownTag(request.headers, tag) ? reply.code(304).send(null) : answerOf(access, name, found)
    },
  )
  server.put(
    path,
    {
      config: { access: { verb: 'update', resource }, maxPerMinute: writesPerMinute },
      schema: {
        tags,
        summary:
          'Write the settings of a network: If-Match with their ETag, or If-None-Match: * for the first',
        params,
        body: NetworkSettingsSpec,
        response: { 200: StoredNetworkSettings, 201: StoredNetworkSettings, ...intentFaults },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      const known = await access.use(request, (intents) => settingsOf(intents, name))
      const spec = { ...identityOf(known, name), ...request.body }
      const ref = { kind, namespace: '', name: known?.name ?? name }
      const written = await writeIntent(access, request, { ref, spec, parse: parseNetworkResource })
      const answer = answerOf(access, name, { ...ref, version: written?.version ?? 0, spec })
      return reply.code(writtenCode(request.headers)).header('etag', versionTag(answer.version)).send(answer)
    },
  )
  server.delete(
    path,
    {
      config: { access: { verb: 'delete', resource }, maxPerMinute: writesPerMinute },
      schema: {
        tags,
        summary: 'Remove the settings of a network: If-Match with their ETag',
        params,
        response: { 204: Type.Null(), ...intentFaults },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      const known = await access.use(request, (intents) => settingsOf(intents, name))
      const ref = { kind, namespace: '', name: known?.name ?? name }
      await writeIntent(access, request, { ref, spec: undefined, parse: parseNetworkResource })
      return reply.code(204).send(null)
    },
  )
}

/** The Network that stands for a conf; of several the first by name, as for those who decide by it. */
async function settingsOf(intents: IntentStore, conf: string): Promise<Intent | null> {
  const all = await intents.list(kind)
  return all.find(({ spec }) => (spec as NetworkSpec | undefined)?.conf === conf) ?? null
}

function identityOf(known: Intent | null, conf: string): Pick<NetworkSpec, 'conf'> {
  return { conf: (known?.spec as NetworkSpec | undefined)?.conf ?? conf }
}

function answerOf(
  { origin }: IntentAccess,
  network: string,
  { version, spec }: Intent,
): StoredNetworkSettings {
  const { conf: _conf, nad: _nad, ...settings } = (spec ?? {}) as NetworkSpec
  return { network, version, origin, settings }
}
