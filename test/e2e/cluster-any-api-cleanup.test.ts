import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nadCrd } from '../../deploy/crds/nad-crd.ts'
import { noRenderer } from '../../deploy/render/chart-renderer.ts'
import { ChartOnKube } from '../support/chart-on-kube.ts'
import { openClusterBackend } from '../support/kube-backends/cluster-backend.ts'
import type { KubeBackend } from '../support/kube-backends/kube-backend.ts'
import type { Json } from '../support/kube-backends/kube-requests.ts'
import { KubeUnderTest } from '../support/kube-under-test.ts'
import { NodeOnKube } from '../support/node-on-kube.ts'
import { ReplicasOnKube } from '../support/replicas-on-kube.ts'

const program = join(import.meta.dirname, '../support/kube-api-process.ts')
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
/** Where something may be left behind. */
const lists = [
  ...['namespaces', 'nodes', 'pods', 'serviceaccounts', 'events'].map((plural) => `/api/v1/${plural}`),
  ...['clusterroles', 'clusterrolebindings', 'roles', 'rolebindings'].map(
    (plural) => `/apis/rbac.authorization.k8s.io/v1/${plural}`,
  ),
  ...['validatingadmissionpolicies', 'validatingadmissionpolicybindings'].map(
    (plural) => `/apis/admissionregistration.k8s.io/v1/${plural}`,
  ),
  '/apis/coordination.k8s.io/v1/leases',
  definitions,
]

describe.skipIf(noRenderer !== '')(`what suites make on a cluster of KUBECONFIG${noRenderer}`, () => {
  let server: ChildProcess
  let cluster: KubeBackend

  beforeEach(async () => {
    server = spawn(process.execPath, [program, '0', '0', 'tls'], { stdio: ['pipe', 'pipe', 'inherit'] })
    if (server.stdout === null) throw new Error('Cannot read what the API server says')
    const [kubeconfig] = (await once(createInterface(server.stdout), 'line')) as [string]
    cluster = await openClusterBackend(kubeconfig)
  })
  afterEach(async () => {
    await cluster[Symbol.asyncDispose]()
    const ended = once(server, 'exit')
    server.stdin?.end()
    await ended
  })

  const namesOf = (items: unknown) =>
    (items as readonly { metadata: Json }[]).map(({ metadata }) => metadata['name'])
  const everything = async () => {
    const answers = await Promise.all(lists.map((path) => cluster.admin.get(path)))
    return answers.flatMap(({ body }, index) =>
      namesOf(body['items']).map((name) => `${lists[index]}/${String(name)}`),
    )
  }

  test('is gone at the end, and definitions that were there before are as they were', async () => {
    expect((await cluster.admin.post(definitions, nadCrd)).code).toBe(201)
    const { body: own } = await cluster.admin.get(`${definitions}/${nadCrd.metadata.name}`)
    const before = await everything()
    {
      await using kube = await KubeUnderTest.on(cluster)
      const chart = await ChartOnKube.install(kube)
      await using replicas = await ReplicasOnKube.open(kube, chart)
      await replicas.addAgent(1, {})
      await NodeOnKube.makeObject(kube)
      expect((await everything()).length).toBeGreaterThan(before.length + 15)
    }
    await expect.poll(everything, { timeout: 20_000 }).toEqual(before)
    const { body: after } = await cluster.admin.get(`${definitions}/${nadCrd.metadata.name}`)
    expect([after.metadata.uid, after['spec']]).toEqual([own.metadata.uid, own['spec']])
  })
})
