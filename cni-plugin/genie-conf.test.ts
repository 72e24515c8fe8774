import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultConf, parseGenieConf } from './genie-conf.ts'

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
