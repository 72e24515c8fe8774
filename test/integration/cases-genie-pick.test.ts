import { copyFile, mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DecisionPage } from '../../domain/network-board.ts'
import { NodeUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

const bridge = (name: string, device: string) => ({
  cniVersion: '1.0.0',
  name,
  type: 'bridge',
  bridge: device,
})

describe.each(pluginExecutables)('$name', (executable) => {
  let node: NodeUnderTest
  beforeAll(async () => {
    node = await NodeUnderTest.open({ GENIE_BIN_DIR: '$dir/installed' })
    await mkdir(node.at('installed'))
    await copyFile('/bin/true', node.at('installed/bridge'))
  })
  afterAll(() => node[Symbol.asyncDispose]())

  const picked = async (uid: string, containerId: string) => {
    const pod = await node.pod(executable, { annotations: { cni: '' } })
    const env = {
      CNI_CONTAINERID: containerId,
      CNI_ARGS: `K8S_POD_NAMESPACE=default;K8S_POD_NAME=web;K8S_POD_UID=${uid}`,
    }
    const outcome = await pod.call('ADD', { env })
    return { outcome, order: await pod.order(), conf: (await pod.delegates.calls())[0]?.stdin }
  }

  test('networks of which nothing was ever measured, with devices of short names, are picked from in a fixed order', async () => {
    await node.setConfs({ '10-z.conf': bridge('z', 'br0'), '20-a.conf': bridge('a', 'x') })
    const { outcome, conf } = await picked('u-a', 'c-a')
    expect(outcome).toMatchObject({ status: 0 })
    expect(JSON.parse(conf ?? '')).toMatchObject({ name: 'a', bridge: 'x' })
  })

  test('a pod that is tried again, in another container, gets the same network', async () => {
    const names = ['a', 'b', 'c', 'd']
    await node.setConfs(Object.fromEntries(names.map((name) => [`10-${name}.conf`, bridge(name, 'br0')])))
    const first = await picked('u-again', 'c-first')
    for (let other = 0; other < 4; other++) await picked(`u-other-${other}`, `c-other-${other}`)
    const again = await picked('u-again', 'c-second')
    expect([first.outcome.status, again.outcome.status, again.conf]).toEqual([0, 0, first.conf])
    const { decisions } = (await node.get('/api/v1/decisions?limit=50')).body as DecisionPage
    expect(decisions.filter(({ pod }) => pod.uid === 'u-again')).toHaveLength(1)
  })

  test('a network whose plugin is not installed is not picked, however good it is', async () => {
    await node.setConfs({
      '10-a.conf': { cniVersion: '1.0.0', name: 'a', type: 'weave-net' },
      '20-z.conf': bridge('z', 'br0'),
    })
    const { outcome, order } = await picked('u-installed', 'c-installed')
    expect([outcome.status, order]).toEqual([0, ['ADD bridge eth0']])
  })

  test('where no plugin is installed a pod is to come again, and is told which network lacks what', async () => {
    await node.setConfs({ '10-a.conf': { cniVersion: '1.0.0', name: 'a', type: 'weave-net' } })
    const { outcome, order } = await picked('u-none', 'c-none')
    expect([outcome.status, order]).toEqual([1, []])
    const { code, msg } = outcome.answer as { code: number; msg: string }
    expect(code).toBe(11)
    expect(msg).toMatch(/^Cannot [^]*\ba\b[^]*weave-net/)
  })
})
