import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import type { DecisionPage, NetworkBoard } from '../../domain/network-board.ts'
import type { AgentFrame, Plan } from '../../domain/plan-protocol.ts'
import { NodeUnderTest } from '../support/node-under-test.ts'
import { planRequest } from '../support/plan-request.ts'
import { PluginClient } from '../support/plugin-client.ts'

/** A network whose leases host-local keeps: 100 addresses, of which one stays free, as fewer than two are none for a choice. */
const conf = (name: string, members: object = {}) => ({
  ...{ cniVersion: '1.0.0', name, type: 'weave-net' },
  ipam: { type: 'host-local', ranges: [[{ subnet: '10.77.0.0/24', rangeEnd: '10.77.0.101' }]] },
  ...members,
})
const large = { ipam: { type: 'host-local', subnet: '10.80.0.0/16' } }

/** Anchors by which a network is worth all there is whatever its figures are, or nothing. */
const always = (worth: 0 | 1) => {
  const anchors = worth === 1 ? { good: 9, bad: 10 } : { good: -10, bad: -9 }
  return { anchors: { addressOccupancy: anchors, occupancy: anchors } }
}

const patience = { timeout: 20_000 }

let node: NodeUnderTest
let asked = 0
let clients: PluginClient[] = []

beforeAll(async () => {
  node = await NodeUnderTest.open({ GENIE_NETWORKS: '$dir/networks.json' })
})
afterAll(() => node[Symbol.asyncDispose]())
beforeEach(() => {
  for (const client of clients) client[Symbol.dispose]()
  clients = []
})

/** Gives the node these networks and the operator's word of them, and starts its agent anew. */
async function networks(confs: Record<string, object>, settings: Record<string, object> = {}): Promise<void> {
  await node.stopAgent()
  const own = Object.entries(confs).map(([name, members]) => [`10-${name}.conf`, conf(name, members)])
  await node.setConfs(Object.fromEntries(own) as Record<string, Record<string, unknown>>)
  await writeFile(node.at('networks.json'), JSON.stringify({ networks: settings }))
  await start(Object.keys(confs))
}

/** The agent has counted its addresses before it is asked. */
async function start(names: readonly string[]): Promise<void> {
  await node.startAgent()
  const counted = async () =>
    (await board()).filter(({ sample }) => typeof sample?.addressesTotal === 'number').map(({ name }) => name)
  await expect.poll(async () => new Set(await counted()), patience).toEqual(new Set(names))
}

async function board(): Promise<NetworkBoard['networks']> {
  return ((await node.get('/api/v1/networks')).body as NetworkBoard).networks
}

/** Asks for a pod as its plugin does, whose connection stays open; the same pod by its number. */
async function ask(number = ++asked, annotations: Record<string, string> = { cni: '' }): Promise<AgentFrame> {
  const client = await PluginClient.connect(node.at('agent.sock'))
  clients.push(client)
  const frame = await client.ask(
    planRequest({ containerId: `c${number}`, podName: `p${number}`, podUid: `u${number}`, annotations }),
  )
  if (frame === null) throw new Error('The agent has hung up')
  return frame
}

const askMany = (count: number) => Promise.all(Array.from({ length: count }, () => ask()))
const networkOf = (frame: AgentFrame) => (frame as Plan).attachments[0]?.network
const countOf = (frames: readonly AgentFrame[], network: string) =>
  frames.filter((frame) => networkOf(frame) === network).length

async function reservedOn(network: string): Promise<number | undefined> {
  return (await board()).find(({ name }) => name === network)?.standing.reservedAttachments
}

async function decisionsOf(number: number): Promise<readonly Decision[]> {
  const { decisions } = (await node.get(`/api/v1/decisions?limit=200`)).body as DecisionPage
  return decisions.filter(({ pod }) => pod.uid === `u${number}`)
}

describe('200 pods that ask at once for a network with 100 addresses', () => {
  test('get no more of them than there are, and the runner-up after that', async () => {
    await networks({ good: {}, next: large }, { good: always(1), next: always(0) })
    const frames = await askMany(200)
    expect([countOf(frames, 'good'), countOf(frames, 'next')]).toEqual([99, 101])
    expect([await reservedOn('good'), await reservedOn('next')]).toEqual([99, 101])
    const late = await decisionsOf(asked)
    expect(late[0]?.candidates.find(({ network }) => network === 'good')?.excluded).toEqual({
      code: 'addresses-exhausted',
      detail: 'free addresses: 1 of 100',
      parameters: { has: 1, of: 100 },
    })
  })

  test('get no more after the agent was started anew in between', async () => {
    await networks({ early: {}, late: large }, { early: always(1), late: always(0) })
    const before = await askMany(60)
    await node.stopAgent()
    await start(['early', 'late'])
    const after = await askMany(60)
    expect([countOf(before, 'early'), countOf(after, 'early'), countOf(after, 'late')]).toEqual([60, 39, 21])
  })

  test('get no more of a pool that two networks share', async () => {
    const inPool = { addressPool: 'blue', anchors: { addressOccupancy: { good: 9, bad: 10 } } }
    await networks({ one: {}, two: {}, rest: large }, { one: inPool, two: inPool, rest: always(0) })
    const frames = await askMany(200)
    expect(countOf(frames, 'one') + countOf(frames, 'two')).toBe(99)
    expect(countOf(frames, 'rest')).toBe(101)
    expect(Math.min(countOf(frames, 'one'), countOf(frames, 'two'))).toBeGreaterThan(30)
  })
})

test('a pod whose plugin asks ten times at once, for one sandbox or several, has one decision and one place', async () => {
  await networks({ single: {}, other: {} })
  const pod = ++asked
  const frames = await Promise.all(Array.from({ length: 10 }, () => ask(pod)))
  expect(new Set(frames.map((frame) => (frame as Plan).decision)).size).toBe(1)
  expect(await decisionsOf(pod)).toHaveLength(1)
  expect(((await reservedOn('single')) ?? 0) + ((await reservedOn('other')) ?? 0)).toBe(1)
})

test('a failed ADD and a DEL give back what was promised at once', async () => {
  await networks({ back: {} })
  const report = async (number: number, command: 'ADD' | 'DEL', outcome: 'done' | 'failed') => {
    const { decision } = (await ask(number)) as Plan
    clients.at(-1)?.send({
      ...{ type: 'report', command, containerId: `c${number}`, ifname: 'eth0', outcome },
      ...(decision !== undefined && { decision }),
    })
  }
  const [failed, gone, stays] = [++asked, ++asked, ++asked]
  for (const number of [failed, gone, stays]) await ask(number)
  expect(await reservedOn('back')).toBe(3)
  await report(failed, 'ADD', 'failed')
  await expect.poll(() => reservedOn('back'), patience).toBe(2)
  await report(gone, 'DEL', 'done')
  await expect.poll(() => reservedOn('back'), patience).toBe(1)
})

test('several picks are on different links, hold a place each, and are fewer where there are no more links', async () => {
  const bond = { uplinkGroup: 'bond', ...always(1) }
  await networks({ a: {}, b: {}, c: {} }, { a: bond, b: bond, c: always(0) })
  const two = (await ask(++asked, { cni: '', 'cni-genie.io/pick': '2' })) as Plan
  expect(two.attachments.map(({ network, ifname }) => `${network}@${ifname}`)).toEqual([
    expect.stringMatching(/^[ab]@eth0$/) as string,
    'c@eth1',
  ])
  expect(await reservedOn('c')).toBe(1)
  const three = (await ask(++asked, { 'cni-genie.io/pick': '3' })) as Plan
  expect(three.attachments).toHaveLength(2)
  expect(await decisionsOf(asked)).toMatchObject([{ wantedPicks: 3, picks: [expect.anything(), 'c'] }])
  expect(await ask(++asked, { cni: '', 'cni-genie.io/pick': 'all' })).toMatchObject({
    type: 'error',
    code: 7,
  })
  expect(await ask(++asked, { cni: 'a', 'cni-genie.io/pick': '2' })).toMatchObject({ type: 'error', code: 7 })
})
