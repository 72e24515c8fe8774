import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listenForPlugins, type PluginService } from '../../agent/socket/agent-socket.ts'
import type { Report } from '../../domain/plan-protocol.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { planRequest } from '../support/plan-request.ts'

const request = planRequest()
const report: Report = { type: 'report', command: 'ADD', containerId: 'c1', ifname: 'eth0', outcome: 'done' }

let directory: string
let path: string
const reports: Report[] = []

const service: PluginService = {
  plan: ({ containerId }) =>
    Promise.resolve({
      type: 'plan',
      attachments: [{ network: containerId, ifname: 'eth0', conflist: '{"a":1}' }],
    }),
  report: (each) => {
    reports.push(each)
    return Promise.resolve()
  },
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genie-socket-'))
  path = join(directory, 'run', 'agent.sock')
  reports.length = 0
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** Sends texts on one connection and answers all that came back until it was closed or had that many lines. */
async function exchange(texts: readonly string[], lines: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let got = ''
    const socket = connect(path, () => texts.forEach((text) => socket.write(text)))
    const done = () => resolve(got.split('\n').filter((line) => line !== ''))
    socket.on('error', reject).on('close', done)
    socket.on('data', (chunk) => {
      got += chunk.toString()
      if (got.split('\n').length > lines) socket.end()
    })
  })
}

test('the agent answers a plan request on a socket that only its owner may open', async () => {
  await using _socket = await listenForPlugins(path, service, createLogger('silent'))
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(directory, 'run')).mode & 0o777).toBe(0o700)
  expect(await exchange([`1${JSON.stringify(request)}\n`], 1)).toEqual([
    '1{"type":"plan","attachments":[{"network":"c1","ifname":"eth0","conflist":"{\\"a\\":1}"}]}',
  ])
})

test('the agent reads frames that come in pieces, and a report after the plan', async () => {
  await using _socket = await listenForPlugins(path, service, createLogger('silent'))
  const text = `1${JSON.stringify(request)}\n1${JSON.stringify(report)}\n1${JSON.stringify(request)}\n`
  expect(await exchange([text.slice(0, 9), text.slice(9, 40), text.slice(40)], 2)).toHaveLength(2)
  expect(reports).toEqual([report])
})

test.each([
  ['another version', '2{}\n', 'Cannot read a frame of protocol version \\"2\\" as this agent speaks 1'],
  ['no JSON', '1{\n', 'Cannot read a frame as it is not JSON'],
  ['an unknown shape', '1{"type":"plan"}\n', 'neither a plan request nor a report'],
  ['a frame without end', `1${'x'.repeat(1_048_577)}`, 'Cannot read a frame of more than 1048576 bytes'],
])('the agent refuses %s in one sentence and goes on serving', async (_what, text, sentence) => {
  await using _socket = await listenForPlugins(path, service, createLogger('silent'))
  expect((await exchange([text], 1)).join()).toContain(sentence)
  expect(await exchange([`1${JSON.stringify(request)}\n`], 1)).toHaveLength(1)
})

test('the agent takes over the socket of one that has died, and leaves alone one that lives', async () => {
  const first = await listenForPlugins(path, service, createLogger('silent'))
  await expect(listenForPlugins(path, service, createLogger('silent'))).rejects.toThrow(
    'as another agent does',
  )
  await first[Symbol.asyncDispose]()
  writeFileSync(path, '')
  await expect(listenForPlugins(path, service, createLogger('silent'))).rejects.toThrow('Cannot listen on')
})
