import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { DecisionPage, NetworkBoard } from '../../domain/network-board.ts'
import { JournalDir } from '../support/journal-dir.ts'
import { makeRecord } from '../support/make-record.ts'
import { planRequest } from '../support/plan-request.ts'
import { PluginClient } from '../support/plugin-client.ts'

const root = join(import.meta.dirname, '../..')
const directory = mkdtempSync(join(tmpdir(), 'genie-agent-'))
const at = (name: string) => join(directory, name)

const env = {
  PATH: process.env['PATH'],
  GENIE_SOCKET: at('agent.sock'),
  GENIE_CONF_DIR: at('net.d'),
  GENIE_STATE_DIR: at('state'),
  GENIE_DB: at('genie.db'),
  GENIE_HTTP: `unix:${at('http.sock')}`,
  GENIE_POD_DIR: at('pods'),
  GENIE_NETWORKS: at('networks.yaml'),
  GENIE_POLL: '* * * * * *',
  NODE_NAME: 'genie-node',
}

const startProgram = (program: string, over: Record<string, string> = {}) =>
  spawn(process.execPath, [join(root, program)], {
    env: { ...env, ...over },
    stdio: ['ignore', 'ignore', 'pipe'],
  })

async function get(path: string): Promise<{ status: number; type: string; body: string }> {
  const call = request({ socketPath: at('http.sock'), path, headers: { host: 'localhost' } }).end()
  const [response] = (await once(call, 'response')) as [IncomingMessage]
  return {
    status: response.statusCode ?? 0,
    type: response.headers['content-type'] ?? '',
    body: await text(response),
  }
}

const decisions = async () => (JSON.parse((await get('/api/v1/decisions')).body) as DecisionPage).decisions

const unlessBuilt = (program: string) =>
  existsSync(join(root, program)) ? '' : ' (skipped: not built, see npm run build:agent)'

describe.each(['agent/main.ts', 'dist/agent/main.mjs'])('%s', (program) => {
  const reason = unlessBuilt(program)
  describe.skipIf(reason !== '')(`as a process${reason}`, () => {
    const start = (over: Record<string, string> = {}) => startProgram(program, over)
    let agent: ReturnType<typeof start>

    beforeAll(async () => {
      for (const name of ['net.d', 'pods']) mkdirSync(at(name), { recursive: true })
      for (const name of ['alpha', 'beta'])
        writeFileSync(at(`net.d/10-${name}.conf`), JSON.stringify({ cniVersion: '1.0.0', name, type: 'ptp' }))
      writeFileSync(at('pods/web.yaml'), 'kind: Pod\nmetadata: { name: web, annotations: { cni: "" } }\n')
      writeFileSync(at('networks.yaml'), 'networks:\n  alpha: { maxAttachments: 0 }\n')
      agent = start()
      await vi.waitUntil(async () => (await get('/readyz').catch(() => undefined))?.status === 200, {
        timeout: 10_000,
      })
    })

    afterAll(() => {
      agent.kill('SIGKILL')
      rmSync(directory, { recursive: true, force: true })
    })

    test('answers the plugin by the pod manifest, and settles what is reported', async () => {
      using client = await PluginClient.connect(env.GENIE_SOCKET)
      const plan = await client.ask(planRequest())
      expect(plan).toMatchObject({ attachments: [{ network: 'alpha', ifname: 'eth0' }] })
      const decision = (plan?.type === 'plan' ? plan.decision : undefined) ?? ''
      await new JournalDir(env.GENIE_STATE_DIR).write(makeRecord({ decision, netns: '/proc/self/ns/net' }))
      const stepsMs = { start: 0.05, request: 0.3, plan: 0.4, journal: 0.9, exec: 12, merge: 0.1 }
      const about = { containerId: 'c1', ifname: 'eth0', decision } as const
      client.send({ type: 'report', command: 'ADD', outcome: 'done', stepsMs, ...about })
      await expect.poll(decisions).toMatchObject([{ id: decision, chosen: 'alpha', outcome: 'attached' }])
      expect(JSON.parse((await get('/api/v1/pods/default/web')).body)).toMatchObject({ uid: 'u1' })
      const { body } = await get('/metrics')
      for (const line of [
        'genie_attach_step_duration_seconds_bucket{le="0.0001",step="start"} 1',
        'genie_attach_step_duration_seconds_sum{step="exec"} 0.012',
        'genie_attach_overhead_seconds_bucket{le="0.002"} 1',
        'genie_plugin_connections 1',
        'genie_plugin_queue_length 0',
      ])
        expect(body).toContain(line)
    })

    test('settles by the journal what became of a pod whose plugin died, and of one that has left', async () => {
      await new JournalDir(env.GENIE_STATE_DIR).remove(makeRecord())
      {
        using client = await PluginClient.connect(env.GENIE_SOCKET)
        await client.ask(planRequest({ containerId: 'c2', podUid: 'u2' }))
      }
      const outcomes = async () => (await decisions()).map(({ outcome }) => outcome)
      await expect.poll(outcomes, { timeout: 5_000 }).toEqual(['failed', 'detached'])
    })

    test('keeps the order of its networks for a plugin that finds no agent', () => {
      const { order } = JSON.parse(readFileSync(at('state/last-good.json'), 'utf8')) as { order: string[] }
      expect(order.toSorted()).toEqual(['alpha', 'beta'])
    })

    test('keeps the settings before a faulty edit, and takes a good one at once', async () => {
      const alpha = async () =>
        (JSON.parse((await get('/api/v1/networks')).body) as NetworkBoard).networks.find(
          ({ name }) => name === 'alpha',
        )
      expect((await alpha())?.standing.excluded).toBeNull()
      writeFileSync(at('networks.yaml'), 'networks:\n  alpha: { capacityBitsPerSecond: 1e9 }\n')
      await expect
        .poll(async () => (await alpha())?.sample?.capacityBitsPerSecond, { timeout: 5_000 })
        .toBe(1e9)
    })

    test('serves page, documentation and metrics', async () => {
      const [page, docs, metrics] = await Promise.all([get('/'), get('/api/docs/'), get('/metrics')])
      expect([page.status, docs.status, metrics.status]).toEqual([200, 200, 200])
      expect(docs.type).toContain('text/html')
      for (const name of [
        'genie_plans_total{outcome="planned"}',
        'genie_network_score{network="alpha"}',
        'genie_build_info{version=',
      ])
        expect(metrics.body).toContain(name)
    })

    test('is not started a second time on the same socket', async () => {
      const second = start({ GENIE_HTTP: `unix:${at('second.sock')}`, GENIE_DB: at('second.db') })
      const [said] = await Promise.all([text(second.stderr), once(second, 'exit')])
      expect([second.exitCode, said]).toEqual([
        1,
        `Cannot listen on ${at('agent.sock')} as another agent does: stop it or set GENIE_SOCKET\n`,
      ])
    })

    test('says in one sentence which settings are wrong', async () => {
      const wrong = start({ GENIE_LOG_LEVEL: 'loud', GENIE_SOCKET: at('wrong.sock') })
      const [said] = await Promise.all([text(wrong.stderr), once(wrong, 'exit')])
      expect([wrong.exitCode, said.split('\n').length]).toEqual([1, 2])
      expect(said).toContain('Cannot start with GENIE_LOG_LEVEL=loud')
    })

    test('ends in order on SIGTERM and leaves no socket', async () => {
      agent.kill('SIGTERM')
      await once(agent, 'exit')
      expect([agent.exitCode, existsSync(at('agent.sock'))]).toEqual([0, false])
    })
  })
})
