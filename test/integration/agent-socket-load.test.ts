import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AgentSocket } from '../../agent/socket/agent-socket.ts'
import { socketLimits, type SocketLimits } from '../../agent/socket/socket-limits.ts'
import type { Report } from '../../domain/plan-protocol.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { planRequest } from '../support/plan-request.ts'
import { PluginClient } from '../support/plugin-client.ts'
import { planFor, RecordingService } from '../support/recording-service.ts'

let directory: string
let service: RecordingService
let clients: PluginClient[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genie-load-'))
  service = new RecordingService()
  clients = []
})

afterEach(() => {
  for (const client of clients) client[Symbol.dispose]()
  rmSync(directory, { recursive: true, force: true })
})

const path = () => join(directory, 'agent.sock')

async function listening(limits: Partial<SocketLimits> = {}): Promise<AgentSocket> {
  const socket = new AgentSocket(service, createLogger('silent'), { ...socketLimits, ...limits })
  await socket.listen(path())
  return socket
}

/** Connects one after the other, so that they arrive in the order of the list. */
async function connected(count: number): Promise<PluginClient[]> {
  const some: PluginClient[] = []
  for (let number = 0; number < count; number += 1) some.push(await PluginClient.connect(path()))
  clients.push(...some)
  return some
}

const names = (count: number) => Array.from({ length: count }, (_, number) => `c${number}`)
const asks = (containerId: string) => planRequest({ containerId })
const doneReport = (containerId: string, command: Report['command']): Report => ({
  type: 'report',
  command,
  containerId,
  ifname: 'eth0',
  outcome: 'done',
})

test('500 plugins at once all get their plan, never more than the places at a time', async () => {
  await using _socket = await listening()
  const all = await connected(500)
  const answers = await Promise.all(all.map((client, number) => client.ask(asks(`c${number}`))))
  expect(answers).toEqual(names(500).map(planFor))
  expect(service.mostAtOnce).toBeLessThanOrEqual(socketLimits.places)
})

test('plugins are served in the order of their coming, whoever speaks first', async () => {
  await using socket = await listening({ places: 1 })
  const all = await connected(50)
  await expect.poll(() => socket.load).toEqual({ connections: 50, queued: 49 })
  for (const [number, client] of [...all.entries()].reverse()) client.send(asks(`c${number}`))
  await Promise.all(all.map((client) => client.answer()))
  expect(service.asked).toEqual(names(50))
})

test('frames of those that wait are not taken in, however long they are', async () => {
  const places = 4
  await using socket = await listening({ places })
  const release = service.hold()
  const all = await connected(40)
  const k8sAnnot = 'x'.repeat(1_000_000)
  for (const [number, client] of all.entries()) client.send({ ...asks(`c${number}`), k8sAnnot })
  await expect.poll(() => [service.planning, socket.load.queued]).toEqual([places, 40 - places])
  expect(all.filter(({ socket: { writableLength } }) => writableLength === 0)).toHaveLength(places)
  release()
  const answers = await Promise.all(all.map((client) => client.answer()))
  expect(answers).toEqual(names(40).map(planFor))
  expect(service.mostAtOnce).toBe(places)
})

test('a plugin that does not get to the end of its frame loses its place', async () => {
  await using _socket = await listening({ places: 1, frameMs: 50 })
  const [slow, next] = await connected(2)
  slow?.socket.write('1{"type":')
  next?.send(asks('next'))
  expect(await slow?.answer()).toEqual({
    type: 'error',
    code: 999,
    msg: 'Cannot wait any longer for a frame that is not whole after 50 ms',
  })
  expect(await next?.answer()).toEqual(planFor('next'))
})

test('a frame that came while the agent could not run came in time', async () => {
  await using socket = await listening({ frameMs: 300 })
  const [client] = await connected(1)
  await expect.poll(() => socket.load).toEqual({ connections: 1, queued: 0 })
  client?.send(asks('patient'))
  // As a disk that takes its time does.
  for (const begun = performance.now(); performance.now() < begun + 400;);
  expect(await client?.answer()).toEqual(planFor('patient'))
})

test('a plugin that does not take its answer loses its place', async () => {
  await using _socket = await listening({ places: 1, frameMs: 50 })
  const [deaf, next] = await connected(2)
  service.plan = ({ containerId }) =>
    Promise.resolve({ ...planFor(containerId), decision: containerId === 'deaf' ? 'x'.repeat(8e6) : 'd1' })
  deaf?.socket.pause()
  deaf?.send(asks('deaf'))
  next?.send(asks('next'))
  expect(await next?.answer()).toEqual({ ...planFor('next'), decision: 'd1' })
})

test('a report is taken while every place is busy, and its plan is not lost', async () => {
  await using socket = await listening({ places: 1 })
  const [done, busy, waiting] = await connected(3)
  await done?.ask(asks('done'))
  const release = service.hold()
  busy?.send(asks('busy'))
  waiting?.send(asks('waiting'))
  await expect.poll(() => [service.planning, socket.load.queued]).toEqual([1, 1])
  const report = doneReport('done', 'ADD')
  done?.send(report)
  await expect.poll(() => service.reported).toEqual([[report, planFor('done')]])
  release()
  expect([await busy?.answer(), await waiting?.answer()]).toEqual([planFor('busy'), planFor('waiting')])
  expect(service.lostPlans).toEqual([])
})

test('a plugin that has lost patience in the queue is not planned for', async () => {
  await using socket = await listening({ places: 1 })
  const release = service.hold()
  const [first, impatient, last] = await connected(3)
  first?.send(asks('first'))
  impatient?.send(asks('impatient'))
  last?.send(asks('last'))
  await expect.poll(() => [service.planning, socket.load.queued]).toEqual([1, 2])
  impatient?.socket.destroy()
  release()
  expect([await first?.answer(), await last?.answer()]).toEqual([planFor('first'), planFor('last')])
  expect(service.asked).toEqual(['first', 'last'])
})

test('a report counts even if its plugin has left while others waited', async () => {
  await using socket = await listening({ places: 1 })
  const release = service.hold()
  const [busy, leaving, last] = await connected(3)
  busy?.send(asks('busy'))
  leaving?.send(doneReport('leaving', 'DEL'))
  last?.send(asks('last'))
  await expect.poll(() => [service.planning, socket.load.queued]).toEqual([1, 2])
  leaving?.socket.end()
  release()
  expect(await last?.answer()).toEqual(planFor('last'))
  expect(service.reported).toEqual([[doneReport('leaving', 'DEL'), null]])
})

test('one connection too many is asked to try again, and served when others have left', async () => {
  await using socket = await listening({ connections: 2 })
  const [one, two, three] = await connected(3)
  expect(await three?.ask(asks('three'))).toEqual({
    type: 'error',
    code: 11,
    msg: 'Cannot plan as 2 plugins are connected already: try again',
  })
  expect(await two?.ask(asks('two'))).toEqual(planFor('two'))
  one?.socket.end()
  await expect.poll(() => socket.load.connections).toBe(1)
  const [again] = await connected(1)
  expect(await again?.ask(asks('again'))).toEqual(planFor('again'))
})

test('a stop lets what is being planned get its answer, and closes the rest for the next agent', async () => {
  const socket = await listening({ places: 1 })
  const [reporting, busy, waiting] = await connected(3)
  await reporting?.ask(asks('reporting'))
  const release = service.hold()
  busy?.send(asks('busy'))
  waiting?.send(asks('waiting'))
  await expect.poll(() => [service.planning, socket.load.queued]).toEqual([1, 1])
  const stopped = socket[Symbol.asyncDispose]()
  await using _next = await listening()
  const [client] = await connected(1)
  expect([await reporting?.answer(), await waiting?.answer()]).toEqual([null, null])
  release()
  expect([await busy?.answer(), await busy?.answer()]).toEqual([planFor('busy'), null])
  await stopped
  expect(await client?.ask(asks('client'))).toEqual(planFor('client'))
  expect(service.lostPlans).toEqual([])
})

test('a stop does not wait for a plan that never comes', async () => {
  const socket = await listening({ stopMs: 20 })
  service.hold()
  const [stuck] = await connected(1)
  stuck?.send(asks('stuck'))
  await expect.poll(() => service.planning).toBe(1)
  await socket[Symbol.asyncDispose]()
  expect(await stuck?.answer()).toBeNull()
})
