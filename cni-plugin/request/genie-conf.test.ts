import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultConf, parseGenieConf, salvageGenieConf } from './genie-conf.ts'

test('a configuration that says little gets the defaults', () => {
  expect(parseGenieConf('{"cniVersion":"1.0.0","name":"n","type":"genie"}')).toEqual({
    ...defaultConf,
    version: '1.0.0',
  })
})

test("all that the old plugin's configuration may hold is taken", () => {
  const conf = {
    cniVersion: '0.3.0',
    name: 'k8s-pod-network',
    type: 'genie',
    log_level: 'info',
    datastore_type: 'kubernetes',
    hostname: '',
    policy: { type: 'k8s', k8s_auth_token: 't' },
    kubernetes: { k8s_api_root: 'https://10.96.0.1:443', kubeconfig: '/etc/cni/net.d/genie-kubeconfig' },
    romana_root: '',
    segment_label_name: '',
    default_plugin: 'weave',
  }
  expect(parseGenieConf(JSON.stringify(conf))).toEqual({
    ...defaultConf,
    version: '0.3.0',
    defaultPlugin: 'weave',
  })
})

test("the old plugin's members have no effect, and members that are null are as if absent", () => {
  const ignored = ['kubernetes', 'policy', 'log_level', 'cAdvisor_address', 'datastore_type', 'hostname']
  const more = ['romana_root', 'segment_label_name', 'etcd_endpoints']
  const nulls = { default_plugin: null, runtimeConfig: null, args: null, cniVersions: null }
  const genie = {
    socket: null,
    stateDir: null,
    confDir: null,
    delegateTimeoutMs: null,
    globalNamespaces: null,
  }
  for (const value of [1, [], {}, 'text', null, true]) {
    const old = Object.fromEntries([...ignored, ...more].map((member) => [member, value]))
    const conf = { name: 'n', cniVersion: '1.1.0', ...old, ...nulls, genie }
    expect(parseGenieConf(JSON.stringify(conf))).toEqual(defaultConf)
  }
})

test('the highest version that the configuration offers counts', () => {
  expect(
    parseGenieConf('{"name":"n","cniVersion":"0.4.0","cniVersions":["0.4.0","1.0.0","9.0.0"]}').version,
  ).toBe('1.0.0')
})

test.each<[object, readonly string[] | undefined]>([
  [{}, undefined],
  [{ genie: { namespaceIsolation: false, globalNamespaces: 'a' } }, undefined],
  [{ genie: { namespaceIsolation: 'false' } }, undefined],
  [{ genie: { namespaceIsolation: true } }, ['default']],
  [{ namespaceIsolation: 'true', globalNamespaces: ' a, b,,' }, ['a', 'b']],
  [{ namespaceIsolation: true, globalNamespaces: ['a'], genie: { globalNamespaces: [] } }, []],
  [{ namespaceIsolation: true, genie: { namespaceIsolation: false } }, undefined],
])('with %j the shared namespaces are %j', (members, shared) => {
  expect(parseGenieConf(JSON.stringify({ name: 'n', ...members })).sharedNamespaces).toEqual(shared)
})

test.each([
  [{ namespaceIsolation: 'yes' }, 'namespaceIsolation must be true or false'],
  [{ namespaceIsolation: true, globalNamespaces: [1] }, 'globalNamespaces must be a list of namespaces'],
  [{ confDir: 'net.d' }, 'genie.confDir must be an absolute path'],
])('%j in the configuration is refused', (genie, words) => {
  expect(() => parseGenieConf(JSON.stringify({ name: 'n', genie }))).toThrow(
    expect.objectContaining({ code: 7, message: expect.stringContaining(words) as string }) as Error,
  )
})

test('what the runtime supplies is kept as source text, and of the annotations only those that are ours', () => {
  const runtimeConfig =
    '{"io.kubernetes.cri.pod-annotations":{"cni":"","v1.multus-cni.io/default-network":"x","k8s.v1.cni.cncf.io/networks":"y","kubectl.kubernetes.io/last-applied-configuration":"secret"},"portMappings":[12345678901234567890]}'
  const stdin = `{"name":"n","runtimeConfig":${runtimeConfig},"args":{"cni":{"x":1.0}}}`
  expect(parseGenieConf(stdin)).toMatchObject({
    version: '0.1.0',
    annotations: { cni: '', 'v1.multus-cni.io/default-network': 'x', 'k8s.v1.cni.cncf.io/networks': 'y' },
    runtimeConfig,
    cniArgs: '{"x":1.0}',
  })
  expect(parseGenieConf('{"name":"n","runtimeConfig":{"mac":"m"}}').annotations).toBeUndefined()
})

test('no text whatever makes parseGenieConf() throw anything but a CniError', () => {
  const conf = fc.record(
    { name: fc.constant('n'), genie: fc.jsonValue(), runtimeConfig: fc.jsonValue(), args: fc.jsonValue() },
    { requiredKeys: ['name'] },
  )
  const text = fc.oneof(
    fc.string(),
    conf.map((value) => JSON.stringify(value)),
  )
  fc.assert(
    fc.property(text, (stdin) => {
      try {
        parseGenieConf(stdin)
      } catch (error) {
        expect(error).toHaveProperty('name', 'CniError')
      }
    }),
  )
})

test.each([
  ['', {}],
  ['{', {}],
  ['[]', {}],
  ['{"genie":5}', {}],
  ['{"genie":{"stateDir":"/a","socket":"b","confDir":7}}', { stateDir: '/a' }],
  [
    '{"cniVersion":"9.9.9","default_plugin":5,"genie":{"stateDir":"/a","socket":"/b"}}',
    { stateDir: '/a', socket: '/b' },
  ],
])('salvageGenieConf() takes from %s what can be used', (stdin, usable) => {
  expect(salvageGenieConf(stdin)).toEqual({ ...defaultConf, ...usable })
})

test('annotations that the runtime gives as null are none, and not unknown', () => {
  const conf = {
    cniVersion: '1.0.0',
    name: 'n',
    runtimeConfig: { 'io.kubernetes.cri.pod-annotations': null },
  }
  expect(parseGenieConf(JSON.stringify(conf)).annotations).toEqual({})
})
