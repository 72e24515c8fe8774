import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMetrics } from '../../controllers/metrics.ts'
import { expressions, metricsIn, recordedIn } from '../../deploy/monitoring/named-metrics.ts'
import { recordingRules } from '../../deploy/monitoring/recording-rules.ts'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { AgentUnderTest } from '../support/agent-under-test.ts'

/** What a page of metrics has, Node's own left out. */
const familiesOf = (page: string) =>
  [...page.matchAll(/^# TYPE (genie_\w+) /gm)].map(([, name]) => name ?? '').toSorted()

describe('metrics in rules and on the dashboard', () => {
  let dir = ''
  let exposed: readonly string[] = []

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'genie-scrape-'))
    for (const name of ['net.d', 'genie-state']) mkdirSync(join(dir, name))
    const socket = join(dir, 'http.sock')
    const env = {
      PATH: process.env['PATH'] ?? '',
      GENIE_SOCKET: join(dir, 'agent.sock'),
      GENIE_CONF_DIR: join(dir, 'net.d'),
      GENIE_STATE_DIR: join(dir, 'genie-state'),
      GENIE_DB: join(dir, 'genie.db'),
      GENIE_PLUGIN: 'none',
      GENIE_LOG_LEVEL: 'silent',
      NODE_NAME: 'genie-node',
    }
    await using _agent = await AgentUnderTest.start(env, socket)
    const { body } = await fetchOverSocket(socket, '/metrics')
    const controller = createMetrics('0', { isLeader: () => true, agents: () => ({ heard: 1, silent: 0 }) })
    exposed = [...familiesOf(body), ...familiesOf(await controller.render())].toSorted()
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  test('are there in a real scrape, each of them', () => {
    const named = new Set(expressions().flatMap(metricsIn))
    expect([...named].filter((name) => !exposed.includes(name))).toEqual([])
  })

  test('are all that there are', () => {
    const named = new Set(expressions().flatMap(metricsIn))
    expect(exposed.filter((name) => !named.has(name))).toEqual([])
  })

  test('that are recorded ahead have a rule, and every rule has a use', () => {
    const used = new Set(expressions().flatMap(recordedIn))
    expect([...used].toSorted()).toEqual(recordingRules.map(({ record }) => record).toSorted())
  })
})
