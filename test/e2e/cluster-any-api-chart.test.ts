import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noRenderer } from '../../deploy/render/chart-renderer.ts'
import { parseNetworkList } from '../../pod-networks/parse-network-list.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { ChartOnKube } from '../support/chart-on-kube.ts'
import { geniePod } from '../support/genie-pod.ts'
import type { KubeAnswer } from '../support/kube-backends/kube-requests.ts'
import { kubeName, KubeUnderTest, uniqueName, type ServiceAccountAccess } from '../support/kube-under-test.ts'
import { NodeOnKube } from '../support/node-on-kube.ts'

const own = {
  'k8s.v1.cni.cncf.io/network-status': '[]',
  'multi-ip-preferences': '{}',
  'cni-genie.io/picked': '{}',
}
const resources = '/apis/cni-genie.io/v1alpha1'
const told = ({ code, body }: KubeAnswer) => `${code} ${String(body['message'])}`

describe.skipIf(noRenderer !== '')(`the chart on any API server: ${kubeName}${noRenderer}`, () => {
  let kube: KubeUnderTest
  let chart: ChartOnKube
  let node: string
  let other: string
  let agent: ServiceAccountAccess

  beforeAll(async () => {
    kube = await KubeUnderTest.open()
    await kube.create(kube.path('v1', 'serviceaccounts'), {
      ...{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'any' } },
    })
    await make('old', { cni: 'weave,' })
    chart = await ChartOnKube.install(kube)
    node = await NodeOnKube.makeObject(kube)
    other = await NodeOnKube.makeObject(kube)
    agent = await chart.access('agent', node)
  })
  afterAll(() => kube[Symbol.asyncDispose]())

  const podOf = (name: string, annotations: object, nodeName?: string) =>
    geniePod(name, {
      metadata: { annotations },
      spec: { serviceAccountName: 'any', ...(nodeName !== undefined && { nodeName }) },
    })
  const make = (name: string, annotations: object, nodeName?: string) =>
    kube.create(kube.path('v1', 'pods'), podOf(name, annotations, nodeName))
  const tryToMake = (annotations: object) =>
    kube.admin.post(`${kube.path('v1', 'pods')}?dryRun=All`, podOf(uniqueName('tried'), annotations))
  const patch = (name: string, metadata: object) =>
    kube.admin.patch(kube.path('v1', 'pods', name), 'merge', { metadata })
  const writeStatus = ({ requests }: ServiceAccountAccess, name: string, change: object) =>
    requests.patch(kube.path('v1', 'pods', name, 'status'), 'merge', change)

  test.each(['weave,', 'a@x,b@x', 'a@b@c', 'a@sixteen-letters1'])(
    'refuses a pod with cni: %j in the words of the node',
    async (cni) => {
      const answer = await tryToMake({ cni })
      expect(told(answer)).toContain(faultOf(cni, 'the cni annotation'))
      expect(answer.code).toBe(422)
      expect(told(await tryToMake({ networks: cni }))).toContain(faultOf(cni, 'the networks annotation'))
    },
  )

  test('refuses a Deployment whose pods would have a typo', async () => {
    const labels = { app: 'genie-test' }
    const answer = await kube.admin.post(`${kube.path('apps/v1', 'deployments')}?dryRun=All`, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'tried' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels, annotations: { cni: 'a@x,b@x' } },
          spec: { containers: [{ name: 'none', image: 'genie.invalid/none' }] },
        },
      },
    })
    expect(told(answer)).toContain('Cannot attach two networks to x')
  })

  test.each(['', 'weave', ' weave , flannel@net7 '])('takes a pod with cni: %j', async (cni) => {
    expect((await tryToMake({ cni, 'cni-genie.io/profile': 'low-latency.v2' })).code).toBe(201)
  })

  test('leaves a pod as it is that was there before, and refuses a new typo on it', async () => {
    expect((await patch('old', { labels: { changed: 'yes' } })).code).toBe(200)
    expect(told(await patch('old', { annotations: { cni: 'flannel,' } }))).toContain('an entry is empty')
    expect((await patch('old', { annotations: { cni: 'flannel' } })).code).toBe(200)
  })

  test('refuses resources that make no sense, in words', async () => {
    const network = {
      apiVersion: 'cni-genie.io/v1alpha1',
      kind: 'Network',
      metadata: { name: uniqueName('net') },
    }
    const of = (spec: object) => kube.admin.post(`${resources}/networks?dryRun=All`, { ...network, spec })
    expect((await of({ conf: 'weave' })).code).toBe(201)
    const both = await of({ conf: 'weave', nad: { namespace: 'default', name: 'weave' } })
    expect(told(both)).toMatch(/^422 .*conf.*nad/)
    expect((await of({ conf: 'weave', uplink: 'eth 0' })).code).toBe(422)
  })

  test('lets an agent write its annotations on a pod of its node, and take them away', async () => {
    await make('mine', { foreign: 'x' }, node)
    const written = await writeStatus(agent, 'mine', { metadata: { annotations: own } })
    expect(written.body.metadata['annotations']).toEqual({ foreign: 'x', ...own })
    const gone = await writeStatus(agent, 'mine', {
      metadata: { annotations: { 'cni-genie.io/picked': null } },
    })
    expect(gone.body.metadata['annotations']).not.toHaveProperty(['cni-genie.io/picked'])
  })

  test.each<[string, object, string]>([
    ['a foreign annotation', { metadata: { annotations: { foreign: 'y' } } }, 'no annotations but'],
    [
      'to remove a foreign annotation',
      { metadata: { annotations: { foreign: null } } },
      'no annotations but',
    ],
    ['a label', { metadata: { labels: { app: 'other' } } }, 'changes no labels'],
    ['a finalizer', { metadata: { finalizers: ['genie.example/hold'] } }, 'changes no finalizers'],
    ['the phase', { status: { phase: 'Failed' } }, 'changes nothing of the status itself'],
  ])('refuses an agent %s', async (what, change, words) => {
    const name = `refused-${what.replaceAll(' ', '-')}`
    await make(name, { foreign: 'x' }, node)
    const answer = await writeStatus(agent, name, change)
    expect(told(answer)).toContain(words)
    expect(answer.code).toBe(403)
  })

  test('refuses an agent a pod of another node, also by a token that names no node', async () => {
    await make('theirs', {}, other)
    for (const access of [agent, await chart.access('agent')])
      expect(told(await writeStatus(access, 'theirs', { metadata: { annotations: own } }))).toContain(
        'on pods of its own node only',
      )
  })

  test('is about agents only', async () => {
    await make('of-kubelet', {}, other)
    const running = { status: { phase: 'Running' } }
    const path = kube.path('v1', 'pods', 'of-kubelet', 'status')
    expect((await kube.admin.patch(path, 'merge', running)).code).toBe(200)
  })

  test('gives agent and controller what they need, and no more', async () => {
    const { requests: controller } = await chart.access('controller')
    const codes = async (of: ServiceAccountAccess['requests'], paths: readonly string[]) =>
      Promise.all(
        paths.map(async (path) => (await of.get(`${path}${path.includes('?') ? '&' : '?'}limit=1`)).code),
      )
    const allowed = [
      `/api/v1/pods?fieldSelector=spec.nodeName%3D${node}`,
      ...['/api/v1/nodes', '/api/v1/namespaces', `${resources}/networks`, `${resources}/selectionprofiles`],
      '/apis/k8s.cni.cncf.io/v1/network-attachment-definitions',
      ...['logicalnetworks', 'physicalnetworks'].map((plural) => `/apis/alpha.network.k8s.io/v1/${plural}`),
    ]
    expect(await codes(agent.requests, allowed)).toEqual(allowed.map(() => 200))
    const refused = ['/api/v1/configmaps', '/api/v1/secrets', kube.path('coordination.k8s.io/v1', 'leases')]
    expect(await codes(agent.requests, refused)).toEqual([403, 403, 403])
    expect(await codes(controller, [kube.path('v1', 'pods'), `${resources}/networks`])).toEqual([200, 200])
    const elsewhere = ['/api/v1/pods', '/api/v1/secrets', '/api/v1/namespaces/default/pods']
    expect(await codes(controller, elsewhere)).toEqual([403, 403, 403])
  })
})

function faultOf(text: string, where: string): string {
  try {
    parseNetworkList(text, where)
  } catch (error) {
    return messageOf(error)
  }
  throw new Error(`Cannot use ${text} in this test as it is right`)
}
