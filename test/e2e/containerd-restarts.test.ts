import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ContainerdNode } from '../support/containerd/containerd-node.ts'
import { containerdMajor, noContainerd } from '../support/containerd/no-containerd.ts'

describe.skipIf(noContainerd !== '')(`Restarts under a real containerd${noContainerd}`, () => {
  let node: ContainerdNode
  beforeAll(async () => {
    node = await ContainerdNode.open()
  })
  afterAll(() => node[Symbol.asyncDispose]())

  test.each(['TERM', 'KILL'] as const)(
    'containerd that is restarted (SIG%s) finds its pods, and ends them without a trace',
    async (signal) => {
      const id = await node.cri.run(node.pod('stays', { cni: 'routed,switched' }))
      const before = await node.interfaces(id)
      await node.endContainerd(signal)
      await node.startContainerd()
      expect(await node.cri.list()).toEqual([id])
      expect(await node.interfaces(id)).toEqual(before)
      expect(await node.cri.network(id)).toEqual({ ip: before['eth0']?.[0], additionalIps: [] })
      await node.end(id)
      expect(await node.leftovers()).toEqual([])
    },
  )

  test('without the agent pods come by their annotations and go; the restarted agent knows of them', async () => {
    const early = node.pod('early', { cni: '' })
    const leaves = await node.cri.run(early)
    await node.endAgent('KILL')
    const comes = await node.cri.run(node.pod('comes', { cni: 'switched' }))
    expect(Object.keys(await node.interfaces(comes))).toEqual(['eth0'])
    await node.end(leaves)
    await node.startAgent()
    const outcome = async () => (await node.api.decisionFor(early.uid))?.outcome
    await expect.poll(outcome, { timeout: 20_000 }).toBe('detached')
    await node.end(comes)
    expect(await node.leftovers()).toEqual([])
  })

  test('a pod that needs the agent fails in our sentence, and starts when the agent is back', async () => {
    await node.endAgent('TERM')
    const pod = node.pod('waits', { networks: 'net1' })
    await expect(node.cri.run(pod)).rejects.toThrow("nobody can fulfil the pod's annotation networks")
    await node.startAgent()
    const id = await node.cri.run(node.pod('starts', { cni: '' }))
    await node.end(id)
    expect(await node.leftovers()).toEqual([])
  })

  test('both away in the middle of a life: nothing is lost', async () => {
    const ids = await Promise.all(
      ['', 'bridged', 'routed'].map((cni) => node.cri.run(node.pod('lives', { cni }))),
    )
    await Promise.all([node.endContainerd('KILL'), node.endAgent('KILL')])
    await Promise.all([node.startContainerd(), node.startAgent()])
    for (const id of ids) await node.end(id)
    expect(await node.leftovers()).toEqual([])
  })

  test.skipIf(uptime() < 6 * 60)(
    'an agent that is gone for good is not waited for, and a sweep that it has asked for is done by a DEL',
    async () => {
      const stale = await node.cri.run(node.pod('stale', { cni: 'bridged' }))
      await node.endAgent('KILL')
      const file = node.machine.at('state/last-good.json')
      const lastGood = JSON.parse(await readFile(file, 'utf8')) as { at: number; upMs: number }
      const { at, upMs } = lastGood
      await writeFile(
        file,
        JSON.stringify({ ...lastGood, at: at - 6 * 60_000, upMs: upMs - 6 * 60_000, default: 'routed' }),
      )
      await writeFile(node.machine.at('state/sweep-wanted'), '')
      const begunAt = performance.now()
      const id = await node.cri.run(node.pod('late'))
      expect(performance.now() - begunAt).toBeLessThan(1_000)
      expect((await node.cri.network(id)).ip).toMatch(/^10\.81\.1\./)
      // Its namespace goes without the runtime's doing, as at a crash.
      const [add] = await node.calls(stale)
      await node.machine.run(['umount', add?.netns ?? ''])
      await rm(add?.netns ?? '')
      await node.end(id)
      expect(await readdir(node.machine.at('state'))).not.toContain('sweep-wanted')
      expect(await readdir(node.machine.at('state/journal'))).toEqual([])
      await node.end(stale)
      expect(await node.leftovers()).toEqual([])
      await node.startAgent()
    },
  )

  const tooOld = containerdMajor() < 2 ? ' (skipped: containerd before 2.0 never asks)' : ''
  test.skipIf(tooOld !== '')(
    `a runtime that asks for STATUS sees the agent go and come${tooOld}`,
    async () => {
      await node.endAgent('KILL')
      await expect.poll(() => node.cri.networkFault(), { timeout: 20_000 }).toContain('start genie-agent')
      await node.startAgent()
      await expect.poll(() => node.cri.networkFault(), { timeout: 20_000 }).toBe('')
    },
  )
})
