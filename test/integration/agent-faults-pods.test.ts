import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NodeOnCluster } from '../support/node-on-cluster.ts'
import { noProduct } from '../support/product.ts'

const status = 'k8s.v1.cni.cncf.io/network-status'
const picked = 'cni-genie.io/picked'
const patience = { timeout: 20_000 }

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
})
