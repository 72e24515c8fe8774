import { mkdir, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NetworkBoard } from '../../domain/network-board.ts'
import { NodeUnderTest } from '../support/node-under-test.ts'
import { noProduct, product } from '../support/product.ts'

const patience = { timeout: 30_000, interval: 100 }
const delegate =
  '#!/bin/sh\nif [ "$CNI_COMMAND" = STATUS ] && [ -f "$0.status" ]; then cat "$0.status"; exit 1; fi\n'

describe.skipIf(noProduct !== '')(`the agent, by the STATUS of delegates${noProduct}`, () => {
  let node: NodeUnderTest
  beforeAll(async () => {
    node = await NodeUnderTest.open({ GENIE_BIN_DIR: '$dir/installed', GENIE_POLL: '* * * * * *' })
    await mkdir(node.at('installed'))
    for (const type of ['calico', 'flannel'])
      await writeFile(node.at(`installed/${type}`), delegate, { mode: 0o755 })
    await node.setConfs({
      '10-new.conf': { cniVersion: '1.1.0', name: 'a', type: 'calico' },
      '20-old.conf': { cniVersion: '1.0.0', name: 'b', type: 'flannel' },
    })
  })
  afterAll(() => node[Symbol.asyncDispose]())

  const exclusions = async () => {
    const { networks } = (await node.get('/api/v1/networks')).body as NetworkBoard
    return Object.fromEntries(networks.map(({ name, standing }) => [name, standing.excluded]))
  }
  const says = (type: string, code: number) =>
    writeFile(
      node.at(`installed/${type}.status`),
      JSON.stringify({ cniVersion: '1.1.0', code, msg: 'no node yet' }),
    )

  test('leaves a network out that says it is not ready, and takes it again when it is', async () => {
    await says('calico', 50)
    // Before 1.1 there was no STATUS: whatever it would say, nobody asks.
    await says('flannel', 50)
    await expect.poll(exclusions, patience).toEqual({
      a: {
        code: 'not-ready',
        detail: 'its plugin is not ready: Delegate "calico" of network "a" failed at STATUS: no node yet',
        parameters: { why: 'Delegate "calico" of network "a" failed at STATUS: no node yet' },
      },
      b: null,
    })
    const pod = await node.pod(product, { annotations: { cni: '' } })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    expect(await pod.order()).toEqual(['ADD flannel eth0'])
    await rm(node.at('installed/calico.status'))
    await expect.poll(exclusions, patience).toEqual({ a: null, b: null })
  })
})
