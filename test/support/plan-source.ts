import fc from 'fast-check'
import { supportedVersions } from '../../cni/versions.ts'
import { conflistSource } from './cni-source.ts'

const wayOut = fc.constantFrom(
  ...['../canary', '../../canary.conf', '/etc/passwd', '..', '.', 'net.d/../canary', 'a/b/c', '../../bin/sh'],
)
const odd = fc.oneof(
  wayOut,
  fc.string({ maxLength: 20 }),
  fc.constantFrom('', ' ', ',', 'x'.repeat(300), 'é'.repeat(9)),
)
/** Mostly what it should be, as else every input would end at its first fault. */
const mostly = (...right: readonly string[]) =>
  fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: odd })
const mostlyJson = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: fc.jsonValue() })

const network = mostly('weave', 'Calico', 'cbr0', 'romana', 'net', 'a.b-c_d', 'bridge', 'macvlan')
const logical = mostly('whole', 'part', 'shared')
const definition = mostly('one', 'two', 'default/two', 'other/one', 'weave')
const ifname = mostly('eth0', 'eth1', 'net1', 'x0', 'x1', 'x2')
const entries = (name: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(name, fc.option(ifname)), { minLength: 1, maxLength: 3 })
    .map((all) => all.map(([each, at]) => (at === null ? each : `${each}@${at}`)).join(','))

const plainElement = fc.record(
  { name: mostly('one', 'two'), namespace: mostly('default', ''), interface: ifname },
  { requiredKeys: ['name'] },
)
const richElement = fc.record(
  {
    name: mostly('two'),
    ips: mostlyJson(fc.subarray(['10.0.0.7/24', 'fd00::7/64'], { minLength: 1 })),
    mac: mostlyJson(fc.constant('02:00:00:00:00:07')),
    portMappings: mostlyJson(fc.constant([{ hostPort: 8080, containerPort: 80 }])),
    'cni-args': mostlyJson(fc.dictionary(fc.string(), fc.jsonValue())),
    'default-route': mostlyJson(fc.subarray(['10.0.0.1', 'fd00::1'])),
  },
  { requiredKeys: ['name'] },
)
const selection = fc.oneof(
  { weight: 10, arbitrary: entries(definition) },
  {
    weight: 10,
    arbitrary: fc
      .array(mostlyJson(fc.oneof(plainElement, richElement)), { maxLength: 3 })
      .map((elements) => JSON.stringify(elements)),
  },
  { weight: 1, arbitrary: fc.json() },
)
const annotations = fc.oneof(
  fc.record({ cni: fc.oneof(entries(network), fc.constantFrom('', '  ')) }),
  fc.record({ cni: fc.constantFrom('', 'weave'), networks: entries(logical) }),
  fc.record({ cni: entries(network), 'k8s.v1.cni.cncf.io/networks': selection }, { requiredKeys: [] }),
  fc.record({ 'v1.multus-cni.io/default-network': mostly('other/one', 'default/one', 'one') }),
  fc.record({ cni: entries(network), 'cni-genie.io/source-routing': mostly('true', 'false') }),
)

const cniArgs = fc
  .record({
    K8S_POD_NAMESPACE: mostly('default'),
    K8S_POD_NAME: mostly('web', 'db'),
    K8S_POD_UID: fc.constantFrom('u1', 'u2'),
    IgnoreUnknown: fc.constant('1'),
  })
  .chain((pairs) => fc.shuffledSubarray(Object.entries(pairs)))
  .map((pairs) => pairs.map((pair) => pair.join('=')).join(';'))

/** What a runtime hands to an ADD, mostly right: members of its environment, and of the configuration. */
export const addCall = fc.record({
  annotations: fc.option(annotations, { nil: undefined }),
  k8sAnnot: fc.option(
    fc.oneof(
      { weight: 10, arbitrary: annotations.map((each) => JSON.stringify(each)) },
      { weight: 1, arbitrary: fc.oneof(fc.json(), odd) },
    ),
    { nil: undefined },
  ),
  defaultPlugin: fc.option(entries(network), { nil: undefined }),
  cniArgs,
  containerId: mostly('c1'),
  ifname: mostly('eth0', 'veth7'),
  cniVersion: mostly(...supportedVersions),
  isIsolated: fc.boolean(),
  hasAgent: fc.oneof(
    { weight: 7, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
})
export type AddCall = typeof addCall extends fc.Arbitrary<infer T> ? T : never

const definitionManifest = fc.record({
  apiVersion: mostly('k8s.cni.cncf.io/v1'),
  kind: fc.constant('NetworkAttachmentDefinition'),
  metadata: fc.record({ name: mostly('one', 'two', 'weave'), namespace: mostly('default', 'other') }),
  spec: fc.record({ config: fc.oneof(conflistSource, odd) }, { requiredKeys: [] }),
})
const logicalManifest = fc.record({
  apiVersion: fc.constant('alpha.network.k8s.io/v1'),
  kind: fc.constantFrom('Logicalnetwork', 'Physicalnetwork'),
  metadata: fc.record({ name: mostly('whole', 'part', 'shared', 'phynet1') }),
  spec: fc.record(
    {
      physicalNet: mostly('phynet1', 'phynet2', 'shared'),
      sub_subnet: mostly('10.32.0.0/24', 'fd00::/64', '10.0.0.0/12'),
      plugin: network,
      refer_nic: mostly('ens7'),
      sharedStatus: fc.record({
        plugin: network,
        subnet: mostly('10.32.0.0/16'),
        dedicatedNet: fc.boolean(),
      }),
    },
    { requiredKeys: ['physicalNet'] },
  ),
})
const manifest = fc.oneof(
  fc.oneof(definitionManifest, logicalManifest).map((each) => JSON.stringify(each)),
  fc.string(),
)
const conf = fc.oneof(
  { weight: 6, arbitrary: conflistSource },
  {
    weight: 3,
    arbitrary: mostly('weave', 'calico', 'genie').map((type) =>
      JSON.stringify({ cniVersion: '1.0.0', name: 'mine', type }),
    ),
  },
  { weight: 1, arbitrary: fc.string() },
)

/** What an operator puts beside the good confs and manifests of a node, by file name; some of it in their place. */
export const nodeFiles = fc.record({
  confs: fc.dictionary(fc.constantFrom('05-a.conf', '15-b.conflist', '30-weave.conf', '50-c.json'), conf),
  manifests: fc.dictionary(fc.constantFrom('a.yaml', 'definitions.yaml', 'z.json'), manifest),
})
