import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DoctorReport } from '../../cli/doctor/doctor-report.ts'
import type { NetworksReport } from '../../cli/networks/networks-report.ts'
import { noRenderer } from '../../deploy/render/chart-renderer.ts'
import { ChartOnKube } from '../support/chart-on-kube.ts'
import { geniePod } from '../support/genie-pod.ts'
import type { Json } from '../support/kube-backends/kube-requests.ts'
import { kubeName, KubeUnderTest, uniqueName } from '../support/kube-under-test.ts'
import { ReplicasOnKube } from '../support/replicas-on-kube.ts'
import { runGenie } from '../support/run-genie.ts'

const patience = { timeout: 40_000, interval: 100 }
const apiVersion = 'cni-genie.io/v1alpha1'
const networks = `/apis/${apiVersion}/networks`
const good = uniqueName('good')
const lost = uniqueName('lost')

describe.skipIf(noRenderer !== '')(
  `controller and kubectl genie on any API server: ${kubeName}${noRenderer}`,
  () => {
    let kube: KubeUnderTest
    let chart: ChartOnKube
    let replicas: ReplicasOnKube

    beforeAll(async () => {
      kube = await KubeUnderTest.open()
      chart = await ChartOnKube.install(kube)
      replicas = await ReplicasOnKube.open(kube, chart)
      await replicas.addAgent(1, { [good]: { score: 0.9, attachments: 4, used: 10, total: 250, best: 1 } })
      await replicas.addAgent(2, { [good]: { score: 0.5, attachments: 2, used: 5, total: 250, best: 0 } })
      await makeNetwork(good, { conf: good })
      await makeNetwork(lost, { nad: { namespace: kube.namespace, name: 'lost' } })
      for (const name of ['one', 'two']) await replicas.start(name)
    })
    afterAll(async () => {
      try {
        await replicas[Symbol.asyncDispose]()
      } finally {
        await kube[Symbol.asyncDispose]()
      }
    })

    const makeNetwork = (name: string, spec: object) =>
      kube.create(networks, { apiVersion, kind: 'Network', metadata: { name }, spec })
    const statusAt = async (path: string) => (await kube.admin.get(path)).body['status']
    const genie = (...words: readonly string[]) =>
      runGenie(kube.kubeconfig, [...words, '--genie-namespace', kube.namespace])

    test('sums up what agents show into the status of a Network', async () => {
      await expect
        .poll(() => statusAt(`${networks}/${good}`), patience)
        .toMatchObject({
          ...{
            observedGeneration: 1,
            nodes: 2,
            attachments: 6,
            bestOn: 1,
            addresses: { used: 15, total: 500 },
          },
          bands: { Good: 1, Fair: 1, Poor: 0, Unusable: 0, Unknown: 0 },
          conditions: [{ type: 'Ready', status: 'True', reason: 'Summed' }],
        })
    })

    test('tells by condition and Event what a Network stands for that is not there', async () => {
      const conditions = [{ type: 'Ready', status: 'False', reason: 'NadMissing' }]
      await expect.poll(() => statusAt(`${networks}/${lost}`), patience).toMatchObject({ conditions })
      // Those about what has no namespace are in "default", where a namespace of the test's own takes none of them along.
      const path = '/apis/events.k8s.io/v1/namespaces/default/events'
      const told = async () => {
        const items = (await kube.admin.get(path)).body['items'] as readonly Record<string, Json>[]
        const ours = items.filter(({ regarding }) => regarding?.['name'] === lost)
        for (const { metadata } of ours) kube.deleteLater(`${path}/${String(metadata?.['name'])}`)
        return ours.map(({ reason }) => reason)
      }
      await expect.poll(told, patience).toEqual(['NadMissing'])
    })

    test('says of a SelectionProfile whether it counts', async () => {
      const profiles = kube.path(apiVersion, 'selectionprofiles')
      const spec = { podSelector: { matchLabels: { app: 'shop' } }, constraints: { allow: [good] } }
      await kube.create(profiles, { apiVersion, kind: 'SelectionProfile', metadata: { name: 'shop' }, spec })
      await expect
        .poll(() => statusAt(`${profiles}/shop`), patience)
        .toMatchObject({
          conditions: [
            { type: 'Accepted', status: 'True' },
            { type: 'Resolved', status: 'True' },
            { type: 'Exclusive', status: 'True' },
          ],
        })
    })

    test('kubectl genie networks tells what the controller wrote', async () => {
      const { stdout, code } = await genie('networks', '--from', 'resources', '-o', 'json')
      expect(code).toBe(0)
      const report = JSON.parse(stdout) as NetworksReport
      expect(report.source).toBe('resources')
      expect(report.networks.find(({ name }) => name === good)).toMatchObject({
        nodes: 2,
        attachments: 6,
        bestOn: 1,
      })
    })

    test('kubectl genie profiles tells which one counts for a pod', async () => {
      const pod = geniePod('web', {
        metadata: { labels: { app: 'shop' } },
        spec: { serviceAccountName: `${chart.fullName}-agent` },
      })
      await kube.create(kube.path('v1', 'pods'), pod)
      const { stdout, code } = await genie('profiles', '--for', 'web', '-n', kube.namespace)
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(`^${kube.namespace}/shop counts for pod ${kube.namespace}/web: `),
      ])
    })

    test('kubectl genie doctor finds API, rights, definitions and policies well, and that no agent runs', async () => {
      const { stdout, code } = await genie('doctor', '-o', 'json')
      const { isWell, findings } = JSON.parse(stdout) as DoctorReport
      const isAbout = (category: string) => (finding: DoctorReport['findings'][number]) =>
        finding.category === category
      for (const category of ['Kubernetes API', 'Your rights', 'Resources'])
        expect(findings.filter(isAbout(category)).filter(({ level }) => level !== 'ok')).toEqual([])
      const words = findings.map(({ what }) => what).join('\n')
      for (const name of ['selectionprofiles.cni-genie.io', `${chart.fullName}-pod-status`])
        expect(words).toContain(name)
      expect(findings.find(isAbout('Installation'))?.what).toBe('No DaemonSet of CNI-Genie is there')
      expect([code, isWell]).toEqual([3, false])
    })

    test('when the replica that leads ends, the other one takes over by the Lease and goes on', async () => {
      const leader = await replicas.leader()
      expect(['one', 'two']).toContain(leader)
      expect(await replicas.stop(leader ?? '')).toBe(0)
      await expect.poll(() => replicas.leader(), patience).toBe(leader === 'one' ? 'two' : 'one')
      await replicas.show(2, { [good]: { score: 0.1, attachments: 2, used: 5, total: 250, best: 0 } })
      await expect
        .poll(() => statusAt(`${networks}/${good}`), patience)
        .toMatchObject({ bands: { Good: 1, Fair: 0, Poor: 1 } })
    })
  },
)
