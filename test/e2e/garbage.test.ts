import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../../lab/run-command.ts'
import { noRealNode, RealNode } from '../support/real-node.ts'

describe.skipIf(noRealNode !== '')(`What pods leave behind on a real node${noRealNode}`, () => {
  const node = new RealNode({ GENIE_SWEEP: '* * * * * *' })

  beforeAll(() => node.open())
  afterAll(() => node.close())

  /** Attaches a pod on two networks. */
  const attach = (name: string) => node.runtime.add(node.podRef(name), { cni: 'bridge-40m,routed-80m' })
  const isClean = () =>
    node.journal().length + node.addressesOf('bridge-40m').length + node.addressesOf('routed-80m').length ===
    0

  test('an attachment whose namespace is gone is swept by the agent, and a living one stays', async () => {
    const stays = await attach('stays')
    const goes = await attach('goes')
    await runCommand(['ip', 'netns', 'delete', goes.namespace])
    const [left] = stays.ips
    for (let tries = 0; node.addressesOf('bridge-40m').length > 1 && tries < 100; tries++) await delay(100)
    expect(node.addressesOf('bridge-40m')).toEqual([left])
    expect(node.journal()).toHaveLength(1)
    await node.runtime.remove(stays, {})
    expect(isClean()).toBe(true)
  })

  test('GC takes away what the runtime no longer has', async () => {
    const valid = await attach('valid')
    const stale = await attach('stale')
    const attachments = [{ containerID: valid.containerId, ifname: 'eth0' }]
    const conf = { cniVersion: '1.1.0', 'cni.dev/valid-attachments': attachments }
    expect(await node.call('GC', stale, conf)).toBe('')
    expect(node.addressesOf('bridge-40m')).toEqual([valid.ips[0]])
    expect(await node.interfacesOf(stale.namespace)).toEqual({})
    expect(await node.call('GC', stale, { ...conf, 'cni.dev/valid-attachments': [] })).toBe('')
    expect(isClean()).toBe(true)
    for (const pod of [valid, stale]) await node.runtime.remove(pod, {})
  })
})
