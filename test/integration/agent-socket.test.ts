import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AgentSocket } from '../../agent/socket/agent-socket.ts'
import type { Report, Retry } from '../../domain/plan-protocol.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { planRequest } from '../support/plan-request.ts'
import { PluginClient } from '../support/plugin-client.ts'
import { planFor, RecordingService } from '../support/recording-service.ts'

const request = planRequest()
const report: Report = { type: 'report', command: 'ADD', containerId: 'c1', ifname: 'eth0', outcome: 'done' }
const logger = createLogger('silent')

let directory: string
let path: string
let service: RecordingService

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genie-socket-'))
  path = join(directory, 'run', 'agent.sock')
  service = new RecordingService()
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

async function listening(): Promise<AgentSocket> {
  const socket = new AgentSocket(service, logger)
  await socket.listen(path)
  return socket
}

test('the agent answers a plan request on a socket that only its owner may open', async () => {
  await using _socket = await listening()
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(directory, 'run')).mode & 0o777).toBe(0o700)
  using client = await PluginClient.connect(path)
  expect(await client.ask(request)).toEqual(planFor('c1'))
})

test('the agent reads frames that come in pieces, and takes a report for the plan before it', async () => {
  await using _socket = await listening()
  using client = await PluginClient.connect(path)
  const text = `1${JSON.stringify(request)}\n1${JSON.stringify(report)}\n1${JSON.stringify(request)}\n`
  for (const piece of [text.slice(0, 9), text.slice(9, 40), text.slice(40)]) client.socket.write(piece)
  expect([await client.answer(), await client.answer()]).toEqual([planFor('c1'), planFor('c1')])
  expect(service.reported).toEqual([[report, planFor('c1')]])
})

test('the agent takes a report of a DEL, which asked for no plan, from a plugin that has gone', async () => {
  await using _socket = await listening()
  const client = await PluginClient.connect(path)
  client.send({ ...report, command: 'DEL' })
  client.socket.end()
  await expect.poll(() => service.reported).toEqual([[{ ...report, command: 'DEL' }, null]])
  expect(service.lostPlans).toEqual([])
})

test('the agent notices a plugin that goes without a report, and only such a one', async () => {
  await using socket = await listening()
  for (const reports of [true, false]) {
    const client = await PluginClient.connect(path)
    await client.ask(planRequest({ containerId: reports ? 'told' : 'lost' }))
    if (reports) client.send(report)
    client.socket.end()
  }
  await expect.poll(() => socket.load.connections).toBe(0)
  expect(service.lostPlans).toEqual([planFor('lost')])
})

const retry = (decision: string): Retry => ({
  type: 'retry',
  ...{ containerId: 'c1', ifname: 'eth0', decision },
  failure: { network: 'c1', ifname: 'eth0', code: 11, msg: 'full' },
})

test('a plugin whose plan has failed gets the next one, for what it asked first', async () => {
  service.decision = 'd1'
  await using _socket = await listening()
  using client = await PluginClient.connect(path)
  const given = { ...planFor('c1'), decision: 'd1' }
  expect(await client.ask(request)).toEqual(given)
  expect(await client.ask(retry('d1'))).toEqual({ ...given, decision: 'd1+' })
  client.send({ ...report, decision: 'd1+' })
  await expect
    .poll(() => service.reported)
    .toEqual([
      [
        { ...report, decision: 'd1+' },
        { ...given, decision: 'd1+' },
      ],
    ])
  expect(service.retried).toEqual([[retry('d1'), { request, plan: given }]])
  expect(service.lostPlans).toEqual([])
})

test('a plugin that did not wait for its next plan has lost it', async () => {
  service.decision = 'd1'
  await using _socket = await listening()
  using client = await PluginClient.connect(path)
  await client.ask(request)
  await client.ask(retry('d1'))
  client.send({ ...report, decision: 'd1', outcome: 'failed' })
  await expect.poll(() => service.lostPlans).toEqual([{ ...planFor('c1'), decision: 'd1+' }])
  expect(service.reported).toEqual([[{ ...report, decision: 'd1', outcome: 'failed' }, null]])
})

test('a retry of what was not given on the connection is refused, and the connection goes on', async () => {
  await using _socket = await listening()
  using client = await PluginClient.connect(path)
  const refusal = {
    type: 'error',
    code: 999,
    msg: expect.stringContaining('as no plan of decision d7 was given') as string,
  }
  expect(await client.ask(retry('d7'))).toEqual(refusal)
  expect(await client.ask(request)).toEqual(planFor('c1'))
  expect(await client.ask(retry('d7'))).toEqual(refusal)
  expect(service.retried).toEqual([])
})

test.each([
  ['another version', '2{}\n', 'Cannot read a frame of protocol version "2" as this agent speaks 1'],
  ['no JSON', '1{\n', 'Cannot read a frame as it is not JSON'],
  ['an unknown shape', '1{"type":"plan"}\n', 'as it is no plan request, no retry and no report'],
  ['a frame without end', `1${'x'.repeat(2_097_152)}`, 'Cannot read a frame of more than 1048576 bytes'],
])('the agent refuses %s in one sentence and goes on serving', async (_what, text, sentence) => {
  await using _socket = await listening()
  using refused = await PluginClient.connect(path)
  refused.socket.write(text)
  expect(await refused.answer()).toMatchObject({
    code: 999,
    msg: expect.stringContaining(sentence) as string,
  })
  expect(await refused.answer()).toBeNull()
  using client = await PluginClient.connect(path)
  expect(await client.ask(request)).toEqual(planFor('c1'))
})

test('the agent takes over the socket of one that has died, and leaves alone one that lives', async () => {
  const first = await listening()
  await expect(listening()).rejects.toThrow('as another agent does')
  await first[Symbol.asyncDispose]()
  writeFileSync(path, '')
  await expect(listening()).rejects.toThrow('Cannot listen on')
})
