import { expect, test } from 'vitest'
import type { NodeFacts } from '../../domain/node-facts.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { faultsInReadyz } from '../cluster/parse-readyz.ts'
import type { Finding } from './doctor-report.ts'
import { judgeApi, parseVersion } from './judge-api.ts'
import { judgeConfDir } from './judge-conf-dir.ts'
import { judgeDaemonSets } from './judge-installation.ts'
import { judgeNodes, nodeObjectFacts, type NodeObjectFacts } from './judge-node.ts'
import { judgeDistribution, judgeMetaPlugins } from './judge-others.ts'
import { judgeCrd } from './judge-resources.ts'
import { judgeRights, type Right } from './judge-rights.ts'

const levels = (findings: readonly Finding[]) => findings.map(({ level }) => level)
const hinted = (findings: readonly Finding[]) =>
  findings.filter(({ level, hint }) => level !== 'ok' && hint === undefined)

test.each([
  ['v1.33.4', ['ok']],
  ['v1.31.0+k3s1', ['ok']],
  ['v1.30.9', ['ok', 'failed']],
])('judgeApi() of %s is %j', (gitVersion, expected) => {
  const version = parseVersion(JSON.stringify({ gitVersion }))
  expect(levels(judgeApi('https://api', { value: version }))).toEqual(expected)
})

test('judgeApi() of an API that is away fails with its sentence', () => {
  const fault = 'Cannot read /version at https://api as nothing listens there'
  expect(judgeApi('https://api', { fault, status: 0 })).toMatchObject([{ level: 'failed', what: fault }])
})

test('judgeRights() tells each right that is missing, vital ones as failures', () => {
  const right: Right = { verb: 'list', group: '', resource: 'pods', neededFor: 'all', isVital: true }
  const nodes: Right = { ...right, resource: 'nodes', isVital: false }
  const no = { value: false }
  expect(levels(judgeRights([{ right, isAllowed: { value: true } }]))).toEqual(['ok'])
  expect(
    judgeRights([
      { right: { ...right, subresource: 'portforward', namespace: 'a' }, isAllowed: no },
      { right: nodes, isAllowed: no },
    ]).map(({ level, what }) => `${level}: ${what}`),
  ).toEqual(['failed: You may not list pods/portforward in namespace a', 'warning: You may not list nodes'])
})

const facts = (over: Partial<NodeFacts>): NodeFacts => ({
  node: 'one',
  version: '0.1.0',
  mode: 'attach',
  confDir: '/etc/cni/net.d',
  confFiles: [],
  ...over,
})
const file = (name: string, kind: 'own' | 'network' | 'fault', missingPlugin: string | null = null) => ({
  file: name,
  kind,
  network: kind === 'network' ? name : null,
  missingPlugin,
  fault: kind === 'fault' ? 'it is no JSON' : null,
})

test.each<[string, NodeFacts['confFiles'], string[]]>([
  ['ours first', [file('00', 'own'), file('10', 'network'), file('20', 'network')], ['ok']],
  [
    'a broken file before ours',
    [file('0', 'fault'), file('00', 'own'), file('1', 'network'), file('2', 'network')],
    ['ok', 'warning'],
  ],
  ['another first', [file('00', 'network'), file('05', 'own'), file('1', 'network')], ['failed']],
  ['none of ours', [file('1', 'network'), file('2', 'network')], ['failed']],
  [
    'a plugin missing',
    [file('00', 'own'), file('1', 'network', 'weave'), file('2', 'network')],
    ['ok', 'warning'],
  ],
  ['nothing to choose from', [file('00', 'own')], ['ok', 'failed']],
  ['no choice', [file('00', 'own'), file('1', 'network')], ['ok', 'warning']],
])('judgeConfDir() with %s', (_case, confFiles, expected) => {
  const findings = judgeConfDir(facts({ confFiles }))
  expect(levels(findings)).toEqual(expected)
  expect(hinted(findings)).toEqual([])
})

const node = (over: Partial<NodeObjectFacts>): NodeObjectFacts => ({
  name: 'one',
  runtime: 'containerd://1.7.24',
  kubelet: 'v1.33.4',
  providerId: '',
  os: 'linux',
  arch: 'amd64',
  networkFault: null,
  ...over,
})

test.each<[Partial<NodeObjectFacts>, string[]]>([
  [{}, ['ok']],
  [{ runtime: 'containerd://2.1.9' }, ['ok']],
  [{ runtime: 'containerd://1.6.20' }, ['warning']],
  [{ runtime: 'cri-o://1.31.0' }, ['warning']],
  [{ runtime: '' }, ['warning']],
  [{ os: 'windows' }, ['warning']],
  [{ arch: 's390x' }, ['ok', 'warning']],
  [{ networkFault: 'container runtime network not ready: cni plugin: no address is left' }, ['ok', 'failed']],
])('judgeNodes() of %j is %j', (over, expected) => {
  const findings = judgeNodes([node(over)])
  expect(levels(findings)).toEqual(expected)
  expect(hinted(findings)).toEqual([])
})

test('nodeObjectFacts() takes what the kubelet says of the network only where it keeps the node from being ready', () => {
  const object = (status: string, message: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'one' },
    status: { conditions: [{ type: 'Ready', status, message }] },
  })
  expect(nodeObjectFacts(object('False', 'network is not ready: x')).networkFault).toBe(
    'network is not ready: x',
  )
  expect(nodeObjectFacts(object('True', 'network is fine')).networkFault).toBeNull()
  expect(nodeObjectFacts(object('False', 'the kubelet is stopped')).networkFault).toBeNull()
})

const daemonSet = (ready: number, over: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'agent', namespace: 'a', generation: 2 },
  status: {
    observedGeneration: 2,
    desiredNumberScheduled: 3,
    updatedNumberScheduled: 3,
    numberReady: ready,
    ...over,
  },
})

test('judgeDaemonSets() fails a roll-out that is not over, two installations, and none', () => {
  expect(levels(judgeDaemonSets({ value: [daemonSet(3)] }))).toEqual(['ok'])
  expect(levels(judgeDaemonSets({ value: [daemonSet(2)] }))).toEqual(['failed'])
  expect(levels(judgeDaemonSets({ value: [daemonSet(3, { observedGeneration: 1 })] }))).toEqual(['failed'])
  expect(levels(judgeDaemonSets({ value: [daemonSet(3), daemonSet(3)] }))).toEqual(['failed', 'ok', 'ok'])
  expect(levels(judgeDaemonSets({ value: [] }))).toEqual(['failed'])
})

test('judgeCrd() fails ours if it is missing or not in force, and only warns of others', () => {
  const crd = (status: string): KubeObject => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'x' },
    status: { conditions: [{ type: 'Established', status }] },
  })
  const ours = { name: 'x', isOurs: true }
  const missing = { fault: 'none', status: 404 }
  expect([
    judgeCrd(ours, { value: crd('True') }).level,
    judgeCrd(ours, { value: crd('False') }).level,
    judgeCrd(ours, missing).level,
    judgeCrd({ ...ours, isOurs: false }, missing).level,
    judgeCrd(ours, { fault: 'no', status: 403 }).level,
  ]).toEqual(['ok', 'failed', 'failed', 'warning', 'warning'])
})

test('judgeMetaPlugins() knows Multus by name or image, and judgeDistribution() k3s by its kubelet', () => {
  const set = (name: string, image: string): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'kube-system' },
    spec: { template: { spec: { containers: [{ image }] } } },
  })
  expect(levels(judgeMetaPlugins([set('net', 'x/multus-cni:v4')]))).toEqual(['warning'])
  expect(levels(judgeMetaPlugins([set('calico-node', 'x/calico')]))).toEqual(['ok'])
  expect(judgeDistribution([node({ kubelet: 'v1.33.4+k3s1' })])[0]?.hint).toContain('/var/lib/rancher/k3s')
  expect(judgeDistribution([node({})])).toEqual([])
})

test.each([
  [
    200,
    '[+]collector ok\n[-]kubernetes: Cannot reach it\nreadyz check passed\n',
    ['kubernetes: Cannot reach it'],
  ],
  [200, 'ok', []],
  [503, 'No round has ended yet', ['No round has ended yet']],
  [503, '', ['it answers 503']],
])('faultsInReadyz() of %d %j', (status, body, faults) => {
  expect(faultsInReadyz(status, body)).toEqual(faults)
})
