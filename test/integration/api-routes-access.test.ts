import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AgentConfig } from '../../agent/config.ts'
import { buildAgent } from '../../agent/build-agent.ts'
import { buildSelectorService } from '../../selector/build-selector-service.ts'
import { SelectorConfig } from '../../selector/config.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import type { HttpServer } from '../../service-kit/http-server.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import { openSqliteCluster } from '../../store/sqlite/open-sqlite-cluster.ts'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'

/** What anybody may ask. */
const asksNothing = ['/api/docs', '/api/docs/*', '/api/v1/whoami']

/** As much of a description as is looked at. */
interface Description {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly { readonly in: string; readonly name: string }[]
  readonly responses: Readonly<Record<string, unknown>>
}

const logger = createLogger('silent')
const clock = new ManualClock()
const open = new AsyncDisposableStack()
let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'genie-routes-'))
  open.defer(() => rm(directory, { recursive: true }))
})
afterAll(() => open.disposeAsync())

async function agentServer(): Promise<HttpServer> {
  const config = readConfig(AgentConfig, { GENIE_CONF_DIR: directory, GENIE_STATE_DIR: directory })
  const stores = open.use(await openSqliteStores(':memory:'))
  const agent = await buildAgent({ config, stores, shipper: null, cluster: null, clock, logger })
  open.use(agent.confDir)
  return agent.server
}

async function selectorServer(): Promise<HttpServer> {
  const config = readConfig(SelectorConfig, {})
  const cluster = open.use(await openSqliteCluster(join(directory, 'genie.db'), 'n1'))
  return (await buildSelectorService({ config, cluster, client: null, clock, logger })).server
}

describe.each([
  ['an agent', agentServer],
  ['a standing selector', selectorServer],
])('the API of %s', (_program, build) => {
  test('says of every route what it asks of its caller, and a write asks for more than reading', async () => {
    const server = await build()
    await server.ready()
    const routes = server.apiRoutes
    expect(routes.length).toBeGreaterThan(10)
    expect(routes.filter(({ access }) => access === undefined)).toEqual([])
    const open = routes.filter(({ access }) => access === null).map(({ url }) => url)
    expect([...new Set(open)].toSorted()).toEqual(asksNothing)
    const writes = routes.filter(({ method }) => method === 'PUT' || method === 'DELETE')
    expect(writes.length).toBeGreaterThan(3)
    for (const { access } of writes) expect(access?.verb).toMatch(/^(update|delete)$/)
    await server.close()
  })

  test('is described by OpenAPI 3.1: each operation by name, summary, tag and answers, and no reference to nothing', async () => {
    const server = await build()
    await server.ready()
    const { statusCode, body } = await server.inject({
      url: '/api/docs/json',
      headers: { host: 'localhost' },
    })
    const document = JSON.parse(body) as Description
    expect([statusCode, document.openapi]).toEqual([200, '3.1.0'])
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
    )
    const described = server.apiRoutes.filter(
      ({ method, url }) => method !== 'HEAD' && !url.startsWith('/api/docs'),
    )
    expect(operations).toHaveLength(described.length)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    for (const { path, parameters = [], operationId, summary, tags, responses } of operations) {
      expect(operationId).toMatch(/^(get|put|post|delete)[A-Z]\w+$/)
      expect([summary, tags]).toEqual([expect.stringMatching(/^[A-Z].+[^.]$/), [expect.any(String)]])
      expect(Object.keys(responses).some((status) => /^[23]/.test(status))).toBe(true)
      expect(responses).toHaveProperty('default')
      const named = parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`)
      expect(named).toEqual(path.match(/\{\w+\}/g) ?? [])
    }
    for (const [, pointer = ''] of body.matchAll(/"\$ref":"#\/([^"]+)"/g))
      expect(
        pointer.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document),
      ).toBeDefined()
    await server.close()
  })
})
