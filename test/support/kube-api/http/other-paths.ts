import type { ApiState } from '../api-state.ts'
import { coreVersions, groupList, oneGroup, resourceList, serverVersion } from '../present/discovery.ts'
import { openApiOf } from '../present/open-api.ts'
import type { Answer } from './call.ts'
import { notServed } from './respond.ts'

const healthPaths = /^\/(healthz|livez|readyz)(\/.*)?$/

/** Paths that are no objects: health, version, discovery. */
export function answerOtherPath({ registry }: ApiState, path: string): Answer {
  if (healthPaths.test(path)) return { code: 200, body: 'ok' }
  const body = discoveryOf(path.replace(/\/$/, ''))
  return body === undefined ? notServed : { code: 200, body }

  function discoveryOf(clean: string): unknown {
    const [, root, group = '', version = ''] = clean.split('/')
    if (clean === '/version') return serverVersion
    if (clean === '/api') return coreVersions
    if (clean === '/api/v1') return resourceList(registry, '', 'v1')
    if (root === 'openapi') return openApiOf(registry, clean)
    if (clean === '/apis') return groupList(registry)
    if (root !== 'apis') return undefined
    return version === '' ? oneGroup(registry, group) : resourceList(registry, group, version)
  }
}
