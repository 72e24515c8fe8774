import type { JsonObject } from '../objects/json-object.ts'
import type { ResourceRegistry } from '../resources/resource-registry.ts'
import { apiVersionOf, type ResourceType } from '../resources/resource-type.ts'

const pathOf = (group: string, version: string) =>
  group === '' ? `api/${version}` : `apis/${group}/${version}`

/**
 * As much of `/openapi/v3` as `kubectl` needs to see that patches take `dryRun` and `fieldValidation`, and the schemas
 * of custom resources; undefined for a path that is not served.
 */
export function openApiOf(registry: ResourceRegistry, path: string): JsonObject | undefined {
  const places = new Map<string, ResourceType[]>()
  for (const type of registry.all()) {
    const place = pathOf(type.group, type.version)
    places.set(place, [...(places.get(place) ?? []), type])
  }
  if (path === '/openapi/v3')
    return {
      paths: Object.fromEntries(
        [...places.keys()].map((place) => [place, { serverRelativeURL: `/openapi/v3/${place}` }]),
      ),
    }
  const types = places.get(path.replace('/openapi/v3/', ''))
  return types && documentOf(types)
}

function documentOf(types: readonly ResourceType[]): JsonObject {
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.33.0' },
    paths: Object.fromEntries(types.map(pathItemOf)),
    components: {
      schemas: Object.fromEntries(
        types.map((type) => [
          `${type.group}.${type.version}.${type.kind}`,
          { type: 'object', ...type.schema, 'x-kubernetes-group-version-kind': [kindOf(type)] },
        ]),
      ),
    },
  }
}

const kindOf = ({ group, version, kind }: ResourceType) => ({ group, version, kind })
const parameter = (name: string) => ({ name, in: 'query', schema: { type: 'string', uniqueItems: true } })

function pathItemOf(type: ResourceType): [string, JsonObject] {
  const place = `/${apiVersionOf(type) === 'v1' ? 'api/v1' : `apis/${apiVersionOf(type)}`}`
  const namespace = type.isNamespaced ? '/namespaces/{namespace}' : ''
  const patch = {
    operationId: `patch${type.kind}`,
    parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map(parameter),
    responses: { '200': { description: 'OK' } },
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': kindOf(type),
  }
  return [`${place}${namespace}/${type.plural}/{name}`, { patch }]
}
