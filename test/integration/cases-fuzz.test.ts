import { mkdir, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ifnameFault, isName, isPluginType } from '../../cni/names.ts'
import { parseResult } from '../../cni/parse-result.ts'
import { supportedVersions } from '../../cni/versions.ts'
import { checksum } from '../../collector/journal/checksum.ts'
import { parseRecord } from '../../journal/record-file.ts'
import { NodeUnderTest, usualConfs } from '../support/node-under-test.ts'
import { addCall, nodeFiles, type AddCall } from '../support/plan-source.ts'
import { callWatched, type WatchedCall } from '../support/watched-plugin.ts'

/** A network that stands beside every directory that is searched: whoever follows a path out of one attaches to it. */
const canary = '{"cniVersion":"1.0.0","name":"canary","type":"canary"}'
const bin = '/opt/genie-none/bin'

const definitions = `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: one }
spec: { config: '{"cniVersion":"0.3.1","type":"macvlan"}' }
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: one, namespace: other }
spec: { config: '{"cniVersion":"1.1.0","name":"theirs","type":"ipvlan"}' }
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: two }
spec:
  config: '{"cniVersion":"1.0.0","name":"two","plugins":[{"type":"bridge","capabilities":{"ips":true,"mac":true}},{"type":"portmap","capabilities":{"portMappings":true}}]}'
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: weave }
---
apiVersion: alpha.network.k8s.io/v1
kind: Physicalnetwork
metadata: { name: phynet1 }
spec: { refer_nic: ens7, sharedStatus: { plugin: macvlan, subnet: 10.32.0.0/16, dedicatedNet: true } }
---
apiVersion: alpha.network.k8s.io/v1
kind: Physicalnetwork
metadata: { name: phynet2 }
spec: { sharedStaus: { dedicatedNet: false } }
---
apiVersion: alpha.network.k8s.io/v1
kind: Logicalnetwork
metadata: { name: whole }
spec: { physicalNet: phynet1 }
---
apiVersion: alpha.network.k8s.io/v1
kind: Logicalnetwork
metadata: { name: part }
spec: { physicalNet: phynet1, sub_subnet: 10.32.7.0/24 }
---
apiVersion: alpha.network.k8s.io/v1
kind: Logicalnetwork
metadata: { name: shared }
spec: { physicalNet: phynet2, plugin: flannel, sub_subnet: 10.99.0.0/24 }
`

let node: NodeUnderTest
beforeAll(async () => {
  node = await NodeUnderTest.open()
  await mkdir(node.at('canary'))
  for (const file of ['canary.conf', 'canary.yaml', 'canary/10-canary.conf'])
    await writeFile(node.at(file), canary)
  await (await node.pod({ name: 'none', command: [''], crowd: 1 })).setManifest({ cni: 'weave' })
})
afterAll(() => node[Symbol.asyncDispose]())

const callPlugin = (from: AddCall) =>
  callWatched(
    {
      CNI_COMMAND: 'ADD',
      CNI_CONTAINERID: from.containerId,
      CNI_NETNS: `/proc/${process.pid}/ns/net`,
      CNI_IFNAME: from.ifname,
      CNI_PATH: bin,
      CNI_ARGS: from.k8sAnnot === undefined ? from.cniArgs : `${from.cniArgs};K8S_ANNOT=${from.k8sAnnot}`,
    },
    JSON.stringify({
      cniVersion: from.cniVersion,
      name: 'genie',
      type: 'genie',
      default_plugin: from.defaultPlugin,
      genie: {
        socket: node.at(from.hasAgent ? 'agent.sock' : 'nobody.sock'),
        stateDir: node.at('state'),
        confDir: node.at('net.d'),
        namespaceIsolation: from.isIsolated,
      },
      runtimeConfig: from.annotations && { 'io.kubernetes.cri.pod-annotations': from.annotations },
    }),
  )

/** Every path is in a directory that the plugin has business in, under a name that leads nowhere else. */
function expectNoWayOut({ touched, runs }: WatchedCall): void {
  const homes = [bin, node.at('net.d'), node.at('state/journal'), node.at('state/locks')]
  const told = ['/proc/uptime', '/proc/sys/kernel/random/boot_id']
  const files = [node.at('net.d'), node.at('state/last-good.json'), ...told]
  const strays = touched.filter((path) => {
    const [home, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)]
    return !files.includes(path) && (!homes.includes(home) || ['', '.', '..'].includes(name))
  })
  expect(strays).toEqual([])
  expect(runs.map(({ path }) => path)).not.toContain(`${bin}/canary`)
}

/** A refusal is a CNI error with a sentence in it, and then nothing has been run or kept. */
function expectRefusal({ stdout, runs, files }: WatchedCall): void {
  const { cniVersion, code, msg } = JSON.parse(stdout) as Readonly<Record<string, unknown>>
  expect([1, 4, 6, 7, 11]).toContain(code)
  expect(supportedVersions).toContain(cniVersion)
  expect(msg).toMatch(/^([A-Z]|required env variables)[^]{10,}[^.]$/)
  expect([runs, [...files]]).toEqual([[], []])
}

/** What is attached is in the journal, each network on an interface of its own, and every delegate got a whole request. */
function expectAttached({ stdout, runs, files }: WatchedCall): void {
  parseResult(stdout)
  const [text = '', ...others] = files.values()
  const record = parseRecord(text, checksum)
  const attachments = record?.attachments ?? []
  expect([others, record?.state, attachments.filter(({ result }) => result === null)]).toEqual([
    [],
    'done',
    [],
  ])
  const ifnames = attachments.map((each) => each.ifname)
  expect([new Set(ifnames).size, ifnames.map(ifnameFault)]).toEqual([ifnames.length, ifnames.map(() => null)])
  for (const { path, stdin, env } of runs) {
    const { name, type } = JSON.parse(stdin) as Readonly<Record<string, unknown>>
    expect([path, isPluginType(type), isName(String(name))]).toEqual([`${bin}/${String(type)}`, true, true])
    expect(env).toContain('CNI_COMMAND=ADD')
  }
}

test('whatever a pod, a runtime and an operator write, an ADD is a whole result, or a CNI error before anything ran', async () => {
  const callsEach = 4
  const calls = fc.array(addCall, { minLength: callsEach, maxLength: callsEach })
  const property = fc.asyncProperty(nodeFiles, calls, async ({ confs, manifests }, all) => {
    await node.setConfs({ ...usualConfs, ...confs })
    await node.setNetworkManifests({ 'definitions.yaml': definitions, ...manifests })
    for (const each of all) {
      const outcome = await callPlugin(each)
      expectNoWayOut(outcome)
      if (outcome.status === 0) expectAttached(outcome)
      else expectRefusal(outcome)
    }
  })
  const { numRuns = 2_000 } = fc.readConfigureGlobal()
  await fc.assert(property, { numRuns: Math.ceil(numRuns / callsEach) })
})
