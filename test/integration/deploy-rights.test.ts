import { afterEach, describe, expect, test } from 'vitest'
import { startController } from '../../controllers/start-controller.ts'
import { noRenderer } from '../../deploy/render/chart-renderer.ts'
import { openClient } from '../../kube/open-client.ts'
import { applyChart } from '../support/apply-chart.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import { NodeOnCluster } from '../support/node-on-cluster.ts'
import { noProduct } from '../support/product.ts'

const patience = { timeout: 20_000 }
const namespace = 'cni-genie'

/** The chart, and a kubeconfig with the rights of one of its service accounts. */
async function installed(api: KubeApi, account: string, node?: string): Promise<string> {
  await using admin = await openClient({ program: 'genie-test', env: {}, kubeconfig: api.kubeconfig() })
  await applyChart(admin, { values: { crds: { networkAttachmentDefinitions: true } } })
  return api.kubeconfig({ token: api.serviceAccountToken(namespace, `cni-genie-${account}`, node) })
}

/** What was refused to others than the test itself. */
const refused = (api: KubeApi) =>
  api.counts.all
    .filter(({ code, userAgent }) => (code === 401 || code === 403) && !userAgent.includes('genie-test'))
    .map(({ verb, resource, subresource, code }) => `${verb} ${resource}/${subresource}: ${code}`)

const asked = (api: KubeApi) =>
  api.counts.all.filter(({ userAgent }) => !userAgent.includes('genie-test')).map(({ resource }) => resource)

const why = noRenderer || noProduct

describe.skipIf(why !== '')(`the rights that the chart gives${why}`, () => {
  const open: AsyncDisposable[] = []
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]()
  })

  test('suffice for all that an agent does', async () => {
    const prepare = (api: KubeApi) => installed(api, 'agent', 'genie-node')
    const on = await NodeOnCluster.open({ POD_NAMESPACE: namespace }, undefined, prepare)
    open.push(on)
    expect(await on.run('web')).toMatchObject({ status: 0, stderr: '' })
    await expect.poll(() => on.untold(['web']), patience).toEqual([])
    await expect.poll(() => on.events().length, patience).toBe(1)
    expect(Object.keys(on.annotationsOf('web')).toSorted()).toEqual([
      'cni',
      'cni-genie.io/picked',
      'k8s.v1.cni.cncf.io/network-status',
    ])
    for (const resource of ['namespaces', 'networks', 'selectionprofiles', 'network-attachment-definitions'])
      await expect.poll(() => asked(on.api), patience).toContain(resource)
    expect(refused(on.api)).toEqual([])
  })

  test('suffice for all that a controller does', async () => {
    const api = await KubeApi.start()
    open.push(api)
    const KUBECONFIG = await installed(api, 'controller')
    api.seed({
      apiVersion: 'cni-genie.io/v1alpha1',
      kind: 'SelectionProfile',
      metadata: { name: 'genie-profile', namespace: 'default' },
      spec: { weights: { utilization: 1 } },
    })
    const settings = {
      KUBECONFIG,
      POD_NAMESPACE: namespace,
      GENIE_METRICS: '127.0.0.1:0',
      GENIE_LOG_LEVEL: 'silent',
    }
    open.push(await startController(settings))
    const status = () =>
      api.find('cni-genie.io/v1alpha1', 'SelectionProfile', 'genie-profile')?.['status'] as object | undefined
    await expect.poll(status, patience).toHaveProperty('conditions')
    expect(refused(api)).toEqual([])
  })
})
