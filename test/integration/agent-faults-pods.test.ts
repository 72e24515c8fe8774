import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NodeOnCluster } from '../support/node-on-cluster.ts'
import { noProduct } from '../support/product.ts'

const status = 'k8s.v1.cni.cncf.io/network-status'
const picked = 'cni-genie.io/picked'
const patience = { timeout: 20_000 }
const crowd = Array.from({ length: 200 }, (_, number) => `pod-${number}`)
/** What a storm may cost beyond what an agent holds when it starts. */
const memoryLimitBytes = 64 * 1024 * 1024
const refuseWrites = { verb: 'patch', resource: 'pods', fault: { kind: 'status', code: 500 } } as const

describe.skipIf(noProduct !== '')(`An agent that tells pods${noProduct}`, () => {
  let on: NodeOnCluster
  beforeEach(async () => {
    on = await NodeOnCluster.open()
  })
  afterEach(async () => {
    await on[Symbol.asyncDispose]()
  })

  test('writes networks and pick in one patch, and tells it in one Event', async () => {
    expect(await on.run('web')).toMatchObject({ status: 0, stderr: '' })
    await expect.poll(() => on.untold(['web']), patience).toEqual([])
    const annotations = on.annotationsOf('web')
    expect(JSON.parse(annotations[status] ?? '')).toMatchObject([{ interface: 'eth0', default: true }])
    const pick = JSON.parse(annotations[picked] ?? '') as { network: string; score: number; decision: string }
    const record = await on.node.record('web')
    expect(pick).toMatchObject({ network: record?.attachments[0]?.network, decision: record?.decision })
    expect(annotations['cni']).toBe('')
    expect(on.events()).toMatchObject([
      {
        pod: 'web',
        type: 'Normal',
        reason: 'NetworkPicked',
        note: expect.stringMatching(/^Picked (alpha|beta): .* (alpha|beta)/) as string,
      },
    ])
    expect(on.patchesOf('web')).toBe(1)
  })

  test('writes 200 pods that come at once, each of them once', { timeout: 120_000 }, async () => {
    const { held } = on.node.agent.memory()
    const outcomes = await Promise.all(crowd.map((pod) => on.run(pod)))
    expect(outcomes.filter(({ status: code }) => code !== 0)).toEqual([])
    await expect.poll(() => on.untold(crowd), { timeout: 60_000 }).toEqual([])
    expect(crowd.filter((pod) => on.patchesOf(pod) !== 1)).toEqual([])
    const told = crowd.filter((pod) => picked in on.annotationsOf(pod))
    const fellBack = on.events().filter(({ reason }) => reason === 'NetworkFallback')
    expect(told.length + fellBack.length).toBe(crowd.length)
    expect(on.events()).toHaveLength(crowd.length)
    expect(on.node.agent.memory().most - held).toBeLessThan(memoryLimitBytes)
    await expect.poll(() => on.metric('genie_pod_writes_pending'), patience).toBe(0)
    expect(await on.metric('genie_pod_writes_total{outcome="written"}')).toBe(crowd.length)
  })

  test('writes after its crash what it had not written before, and tells nothing twice', async () => {
    const pods = ['one', 'two', 'three', 'four', 'five']
    const allow = on.api.faults.add(refuseWrites)
    for (const pod of pods) expect(await on.run(pod)).toMatchObject({ status: 0 })
    await expect.poll(() => on.events().length, patience).toBe(5)
    await on.node.agent.kill()
    expect(on.untold(pods)).toEqual(pods)
    allow()
    on.api.counts.reset()
    await on.node.startAgent()
    await expect.poll(() => on.untold(pods), patience).toEqual([])
    expect(on.events().map(({ pod, reason }) => `${pod} ${reason}`)).toEqual(
      pods.map((pod) => `${pod} NetworkPicked`).sort(),
    )
    expect(pods.map((pod) => on.patchesOf(pod))).toEqual([1, 1, 1, 1, 1])

    await on.node.restartAgent()
    await on.run('six')
    await expect.poll(() => on.untold(['six']), patience).toEqual([])
    expect(pods.map((pod) => on.patchesOf(pod))).toEqual([1, 1, 1, 1, 1])
  })

  test('writes after its return what was attached while it was away, and says that it was', async () => {
    await on.node.agent.kill()
    expect(await on.run('alone')).toMatchObject({ status: 0 })
    expect(await on.run('named', { cni: 'beta' })).toMatchObject({ status: 0 })
    await on.node.startAgent()
    await expect.poll(() => on.untold(['alone', 'named']), patience).toEqual([])
    expect(on.annotationsOf('alone')).not.toHaveProperty([picked])
    expect(on.events()).toMatchObject([
      {
        pod: 'alone',
        type: 'Warning',
        reason: 'NetworkFallback',
        note: expect.stringMatching(/^Attached to (alpha|beta) without a pick/) as string,
      },
    ])
  })

  test('never writes into a pod that was made anew what the one before it had', async () => {
    const allow = on.api.faults.add(refuseWrites)
    expect(await on.run('web')).toMatchObject({ status: 0 })
    await expect.poll(() => on.patchesOf('web'), patience).toBeGreaterThan(0)
    on.remove('web')
    const anew = on.create('web', { cni: '' }, 'uid-anew')
    allow()
    expect(await on.run('other')).toMatchObject({ status: 0 })
    await expect.poll(() => on.untold(['other']), patience).toEqual([])
    expect(on.annotationsOf('web')).toEqual({ cni: '' })

    // Its runtime still asks for the pod before.
    const refused = await on.node.call('ADD', { ...anew, containerId: 'late' })
    expect(refused.answer).toMatchObject({
      code: 7,
      msg: 'Cannot attach pod default/web of UID uid-of-web as it was made anew with UID uid-anew',
    })
    await expect.poll(() => on.metric('genie_pod_writes_pending'), patience).toBe(0)
    expect(on.annotationsOf('web')).toEqual({ cni: '' })
  })

  test('says to a pod why it is refused, once however often its runtime tries', async () => {
    const sandbox = on.create('lost', { cni: '', 'k8s.v1.cni.cncf.io/networks': 'storage' })
    for (const containerId of ['first', 'second', 'third'])
      expect(await on.node.call('ADD', { ...sandbox, containerId })).toMatchObject({ status: 1 })
    await expect.poll(() => on.metric('genie_plans_total{outcome="refused"}'), patience).toBe(3)
    const refusals = () => on.events().filter(({ reason }) => reason === 'NetworkRefused')
    await expect
      .poll(refusals, patience)
      .toMatchObject([{ pod: 'lost', type: 'Warning', note: expect.stringContaining('storage') as string }])
    expect(on.untold(['lost'])).toEqual(['lost'])
  })

  test('says nothing secret of what a pod asks for wrongly', async () => {
    const secret = 'genie-secret-4711'
    const asks = [
      [{ name: 'storage', 'cni-args': { password: secret } }],
      [{ name: 'storage', 'cni-args': secret }],
      [{ name: 'storage', 'cni-args': { password: secret }, ips: 'none' }],
      [{ name: 'storage', password: secret }],
    ].map((networks) => JSON.stringify(networks))
    for (const [index, networks] of [...asks, `[{"cni-args":"${secret}"`].entries()) {
      const pod = `asks-${index}`
      const annotations = {
        cni: 'alpha',
        'k8s.v1.cni.cncf.io/networks': networks,
        'example.com/token': secret,
      }
      expect(await on.run(pod, annotations)).toMatchObject({ status: 1 })
    }
    await expect.poll(() => on.events().length, patience).toBe(asks.length + 1)
    expect(JSON.stringify(on.events())).not.toContain(secret)
  })

  test('gives back a network whose definition was deleted meanwhile', async () => {
    on.createNad('storage')
    const sandbox = on.create('web', { cni: 'alpha', 'k8s.v1.cni.cncf.io/networks': 'storage' })
    await expect.poll(() => on.node.call('ADD', sandbox), patience).toMatchObject({ status: 0 })
    await expect.poll(() => on.untold(['web']), patience).toEqual([])
    expect(JSON.parse(on.annotationsOf('web')[status] ?? '')).toMatchObject([
      { name: 'alpha' },
      { name: 'default/storage', interface: 'net1' },
    ])
    expect(on.annotationsOf('web')).toHaveProperty(['multi-ip-preferences'])
    expect(await on.node.leases.held()).toEqual(['web@eth0', 'web@net1'])
    on.removeNad('storage')
    expect(await on.node.call('DEL', sandbox)).toMatchObject({ status: 0, stderr: '' })
    expect([await on.node.leases.held(), await on.node.state()]).toEqual([[], []])
  })
})
