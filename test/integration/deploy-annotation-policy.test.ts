import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noRenderer } from '../../deploy/render/chart-renderer.ts'
import { kinds } from '../../kube/kinds.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { openClient, type OpenClient } from '../../kube/open-client.ts'
import { parseNetworkList } from '../../pod-networks/parse-network-list.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { applyChart } from '../support/apply-chart.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'

type Annotations = Readonly<Record<string, string>>

const containers = [{ name: 'app', image: 'registry.example/app' }]
const labels = { app: 'genie-test' }
const pod = (name: string, annotations: Annotations): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', annotations },
  spec: { containers },
})
const template = (annotations: Annotations, restartPolicy = 'Always') => ({
  metadata: { labels, annotations },
  spec: { containers, restartPolicy },
})
const selector = { matchLabels: labels }

const workloads: Readonly<Record<string, (annotations: Annotations) => Readonly<Record<string, unknown>>>> = {
  'apps/v1 Deployment': (annotations) => ({ selector, template: template(annotations) }),
  'apps/v1 ReplicaSet': (annotations) => ({ selector, template: template(annotations) }),
  'apps/v1 DaemonSet': (annotations) => ({ selector, template: template(annotations) }),
  'apps/v1 StatefulSet': (annotations) => ({ selector, serviceName: 'a', template: template(annotations) }),
  'batch/v1 Job': (annotations) => ({ template: template(annotations, 'Never') }),
  'batch/v1 CronJob': (annotations) => ({
    schedule: '* * * * *',
    jobTemplate: { spec: { template: template(annotations, 'Never') } },
  }),
}

const good = [
  '',
  '  ',
  'weave',
  'weave,flannel',
  ' weave , flannel@net7 ',
  'a@eth0,b@eth1',
  'Romana',
  'a, b@x-y.z',
  'a,a',
]
const bad = [
  'weave,',
  ',',
  'weave,,flannel',
  '@eth0',
  'a@',
  'a@b@c',
  'a@../../x',
  'a@..',
  'a@.',
  'a@eth0:1',
  'a@eth 0',
  'a@sixteen-letters1',
  'a@üüüüüüüü',
  'a@x,b@x',
  'a@x,a@x',
  'n'.repeat(256),
  Array.from({ length: 65 }, (_, index) => `n${index}`).join(','),
]

describe.skipIf(noRenderer !== '')(`the policy of pod annotations${noRenderer}`, () => {
  let api: KubeApi
  let client: OpenClient
  let count = 0
  const create = (annotations: Annotations) => client.create(kinds.pod, pod(`genie-${++count}`, annotations))

  beforeAll(async () => {
    api = await KubeApi.start()
    client = await openClient({ program: 'genie-test', env: {}, kubeconfig: api.kubeconfig() })
    await applyChart(client)
  })
  afterAll(async () => {
    await client[Symbol.asyncDispose]()
    await api[Symbol.asyncDispose]()
  })

  test.each(good)('takes cni: %j, as the node does', async (cni) => {
    if (cni.trim() !== '') parseNetworkList(cni, 'the cni annotation')
    await expect(create({ cni, networks: cni })).resolves.toBeDefined()
  })

  test.each(bad)('refuses cni: %j in the words of the node', async (cni) => {
    const sentence = faultOf(cni, 'the cni annotation')
    await expect(create({ cni })).rejects.toThrow(sentence)
    await expect(create({ networks: cni })).rejects.toThrow(faultOf(cni, 'the networks annotation'))
  })

  test.each(['Team', 'a/b', '-a', ''])('refuses %j as the name of a profile', async (name) => {
    await expect(create({ 'cni-genie.io/profile': name })).rejects.toThrow(
      `Cannot use "${name}" in the cni-genie.io/profile annotation: write the name of a SelectionProfile`,
    )
  })

  test('takes a profile by name, and pods without any annotation', async () => {
    await expect(create({ 'cni-genie.io/profile': 'low-latency.v2' })).resolves.toBeDefined()
    await expect(
      client.create(kinds.pod, {
        ...pod('genie-bare', {}),
        metadata: { name: 'genie-bare', namespace: 'default' },
      }),
    ).resolves.toBeDefined()
  })

  test.each(Object.entries(workloads))('tells a typo in the template of a %s', async (type, specOf) => {
    const [apiVersion = '', kind = ''] = type.split(' ')
    const [group = '', version = ''] = apiVersion.split('/')
    const of = { group, version, kind, plural: `${kind.toLowerCase()}s`, isNamespaced: true }
    const object = (name: string, cni: string) => ({
      apiVersion,
      kind,
      metadata: { name, namespace: 'default' },
      spec: specOf({ cni }),
    })
    await expect(client.create(of, object('genie-bad', 'a@x,b@x'))).rejects.toThrow(
      'Cannot attach two networks to x',
    )
    await expect(client.create(of, object('genie-good', 'a@x,b@y'))).resolves.toBeDefined()
  })

  test('leaves what was there before the policy as it is, and refuses a new typo on it', async () => {
    const made = await create({ cni: 'weave' })
    const { name } = made.metadata
    api.seed({ ...made, metadata: { ...made.metadata, annotations: { cni: 'weave,' } } })
    const ref = { namespace: 'default', name }
    const patch = (annotations: Annotations) =>
      client.patch(kinds.pod, ref, { metadata: { annotations } }, { type: 'merge' })
    await expect(patch({ other: 'x' })).resolves.toBeDefined()
    await expect(patch({ cni: 'flannel,' })).rejects.toThrow('an entry is empty')
    await expect(patch({ cni: 'flannel' })).resolves.toBeDefined()
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
