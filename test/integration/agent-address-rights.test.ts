import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { NetworkBoard } from '../../domain/network-board.ts'
import { noRenderer } from '../../deploy/render/chart-renderer.ts'
import { openClient } from '../../kube/open-client.ts'
import { objectsOf } from '../support/address-fixture.ts'
import { applyChart } from '../support/apply-chart.ts'
import { ClusterNode } from '../support/cluster-node.ts'
import { seedDefinition } from '../support/seed-crds.ts'

const patience = { timeout: 20_000 }

describe.skipIf(noRenderer !== '')(`addresses, with the chart's own rights${noRenderer}`, () => {
  let node: ClusterNode

  beforeEach(async () => {
    node = await ClusterNode.open({
      NODE_NAME: 'node-a',
      GENIE_ADDRESS_OBJECTS: 'all',
      GENIE_POLL: '* * * * * *',
    })
    for (const [kind, plural] of [
      ['IPPool', 'ippools'],
      ['IPAMBlock', 'ipamblocks'],
    ] as const)
      seedDefinition(node.api, {
        ...{ group: 'crd.projectcalico.org', version: 'v1', kind, plural, isNamespaced: false },
      })
    const objects = [...objectsOf('calico/ippools.json'), ...objectsOf('calico/ipamblocks.json')]
    for (const { apiVersion, kind, metadata, spec } of objects)
      node.api.seed({ apiVersion, kind, metadata: { name: metadata.name }, spec })
  })
  afterEach(() => node[Symbol.asyncDispose]())

  const start = async (values: Readonly<Record<string, unknown>>) => {
    await using admin = await openClient({
      program: 'genie-test',
      env: {},
      kubeconfig: node.api.kubeconfig(),
    })
    await applyChart(admin, { values })
    const token = node.api.serviceAccountToken('cni-genie', 'cni-genie-agent', 'node-a')
    await node.start({ KUBECONFIG: node.api.kubeconfig({ token }) })
  }
  const addressSource = async () => {
    const { networks } = JSON.parse((await node.get('/api/v1/networks')).body) as NetworkBoard
    return networks.find(({ name }) => name === 'calico')?.sample?.addressSource
  }
  const refused = () =>
    node.api.counts.all.filter(({ code }) => code === 403).map(({ verb, resource }) => `${verb} ${resource}`)

  test('suffice for counting', async () => {
    await start({})
    await expect.poll(addressSource, patience).toBe('calico')
    expect(refused()).toEqual([])
  })

  test('where one is kept, attachments are counted, and all else goes on', async () => {
    await start({ addresses: { calico: false } })
    await expect.poll(addressSource, patience).toBe('attachments')
    await expect.poll(() => refused().includes('list ippools'), patience).toBe(true)
    expect((await node.get('/readyz')).status).toBe(200)
  })
})
