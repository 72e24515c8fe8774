import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fetchOverSocket } from '../../lab/agent-api.ts'
import { NodeOnCluster } from '../support/node-on-cluster.ts'
import { noProduct } from '../support/product.ts'
import { noSmallDisk, SmallDisk } from '../support/small-disk.ts'

const picked = 'cni-genie.io/picked'
const patience = { timeout: 30_000 }
const diskBytes = 4 * 1024 * 1024

describe.skipIf(`${noProduct}${noSmallDisk}` !== '')(`A disk in trouble${noProduct}${noSmallDisk}`, () => {
  let state: SmallDisk
  let data: SmallDisk
  let on: NodeOnCluster

  beforeEach(async () => {
    state = await SmallDisk.open(diskBytes)
    data = await SmallDisk.open(diskBytes, state)
    const settings = { GENIE_DB: `${data.path}/genie.db` }
    on = await NodeOnCluster.open(settings, { through: state.inside, stateDir: state.path })
  })
  afterEach(async () => {
    await on[Symbol.asyncDispose]()
    await data[Symbol.asyncDispose]()
    await state[Symbol.asyncDispose]()
  })

  const readiness = async () => (await fetchOverSocket(on.node.at('http.sock'), '/readyz?verbose')).body

  test('that is full of state attaches nobody half, lets everybody go, and is used again when there is room', async () => {
    const early = on.create('early')
    expect(await on.node.call('ADD', early)).toMatchObject({ status: 0 })
    await expect.poll(() => on.untold(['early']), patience).toEqual([])
    await state.fill()
    const late = on.create('late')
    expect(await on.node.call('ADD', late)).toMatchObject({ status: 1 })
    expect(await on.node.leases.held()).toEqual(['early@eth0'])
    expect(await on.node.call('DEL', early)).toMatchObject({ status: 0 })
    expect(await on.node.leases.held()).toEqual([])
    expect(await state.names('journal')).toEqual([])
    await state.free()
    expect(await on.node.call('ADD', late)).toMatchObject({ status: 0 })
    await expect.poll(() => on.untold(['late']), patience).toEqual([])
    expect(on.node.agent.isAlive).toBe(true)
  })

  test('whose state is read-only attaches nobody half, and forgets nothing that it has to undo', async () => {
    const early = on.create('early')
    expect(await on.node.call('ADD', early)).toMatchObject({ status: 0 })
    await state.setReadOnly(true)
    const late = on.create('late')
    const refused = await on.node.call('ADD', late)
    expect(refused).toMatchObject({ status: 1 })
    expect(refused.stdout).toContain('read-only')
    await on.node.call('DEL', early)
    expect(await on.node.leases.held()).toEqual([])
    await state.setReadOnly(false)
    for (const sandbox of [early, late])
      expect(await on.node.call('DEL', sandbox)).toMatchObject({ status: 0 })
    expect(await state.names('journal')).toEqual([])
    expect(await on.node.call('ADD', late)).toMatchObject({ status: 0 })
    await expect.poll(() => on.untold(['late']), patience).toEqual([])
  })

  test('that takes in no decisions costs no pod its network, its annotations or its Event', async () => {
    await data.fill()
    const pods = Array.from({ length: 20 }, (_, number) => `pod-${number}`)
    for (const pod of pods) expect(await on.run(pod)).toMatchObject({ status: 0 })
    await expect.poll(() => on.untold(pods), patience).toEqual([])
    const told = pods.map((pod) => JSON.parse(on.annotationsOf(pod)[picked] ?? '{}') as { score?: number })
    expect(told.filter(({ score }) => typeof score !== 'number')).toEqual([])
    expect(on.events().map(({ reason }) => reason)).toEqual(pods.map(() => 'NetworkPicked'))
    await expect.poll(readiness, patience).toContain('store')
    await data.free()
    await on.run('after')
    await expect.poll(() => on.untold(['after']), patience).toEqual([])
    expect(on.node.agent.isAlive).toBe(true)
  })

  test('that is full keeps no agent from starting, which says that it remembers nothing', async () => {
    expect(await on.run('early')).toMatchObject({ status: 0 })
    await expect.poll(() => on.untold(['early']), patience).toEqual([])
    const told = on.annotationsOf('early')
    for (const disk of [data, state]) await disk.fill()
    await on.node.restartAgent()
    expect(await readiness()).toContain('SQLITE_FULL')
    expect(await on.node.call('DEL', { pod: 'early', containerId: 'early' })).toMatchObject({ status: 0 })
    expect(await on.node.leases.held()).toEqual([])
    expect(on.annotationsOf('early')).toEqual(told)
    await state.free()
    expect(await on.run('late')).toMatchObject({ status: 0 })
    await expect.poll(() => on.untold(['late']), patience).toEqual([])
    expect(on.annotationsOf('late')).toHaveProperty([picked])
  })

  test('that is read-only keeps no agent from starting, and pods that run keep what they were told', async () => {
    expect(await on.run('early')).toMatchObject({ status: 0 })
    await expect.poll(() => on.untold(['early']), patience).toEqual([])
    const told = on.annotationsOf('early')
    await on.node.agent.stop()
    await data.setReadOnly(true)
    await on.node.startAgent()
    expect(await readiness()).toContain('Decisions are kept in memory until the next start')
    expect(await on.run('late')).toMatchObject({ status: 0 })
    await expect.poll(() => on.untold(['late']), patience).toEqual([])
    expect(on.annotationsOf('late')).toHaveProperty([picked])
    expect(on.annotationsOf('early')).toEqual(told)
    await on.node.agent.stop()
    await data.setReadOnly(false)
    await on.node.startAgent()
    expect(await readiness()).not.toContain('SQLITE')
    expect([on.patchesOf('early'), on.patchesOf('late')]).toEqual([1, 1])
  })
})
