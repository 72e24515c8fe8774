import { expect, test } from 'vitest'
import { CniError } from '../../cni/cni-error.ts'
import { parseSelection } from '../../pod-networks/npwg/parse-selection.ts'
import type { SelectingPod } from './check-selections.ts'
import type { Nad } from './nad.ts'
import { planNads } from './plan-nads.ts'

const resource = { 'k8s.v1.cni.cncf.io/resourceName': 'intel.com/sriov' }

const definitions: readonly Nad[] = [
  { namespace: 'shop', name: 'plain', config: '{"name":"plain-net","type":"bridge"}', annotations: {} },
  { namespace: 'default', name: 'plain', config: '{"type":"bridge"}', annotations: {} },
  { namespace: 'other', name: 'plain', config: '{"type":"bridge"}', annotations: {} },
  { namespace: 'shop', name: 'own', config: '{"type":"genie"}', annotations: {} },
  {
    namespace: 'shop',
    name: 'able',
    config:
      '{"cniVersion":"1.0.0","plugins":[{"type":"macvlan","capabilities":{"ips":true,"mac":false}},{"type":"portmap","capabilities":{"portMappings":true}}]}',
    annotations: {},
  },
  {
    namespace: 'shop',
    name: 'vf',
    config: '{"type":"sriov","big":12345678901234567890}',
    annotations: resource,
  },
  {
    namespace: 'shop',
    name: 'vf-able',
    config:
      '{"cniVersion":"1.0.0","plugins":[{"type":"sriov","deviceID":"old"},{"type":"x","capabilities":{"deviceID":true}}]}',
    annotations: resource,
  },
]

interface Given {
  readonly pod?: Partial<SelectingPod>
  readonly devices?: readonly string[]
}

/** What a pod of the namespace shop gets, and for which pods the kubelet was asked. */
async function plan(text: string, { pod = {}, devices = [] }: Given = {}) {
  const askedFor: string[] = []
  const planned = await planNads(
    parseSelection(text, 'shop', 'k8s.v1.cni.cncf.io/networks'),
    { podNamespace: 'shop', podName: 'web', ...pod },
    {
      nads: {
        find: (namespace, name) =>
          Promise.resolve(definitions.find((each) => each.namespace === namespace && each.name === name)),
      },
      networks: () => [],
      devices: {
        of: (namespace, name) => {
          askedFor.push(`${namespace}/${name}`)
          return Promise.resolve(new Map(devices.length > 0 ? [['intel.com/sriov', devices]] : []))
        },
      },
    },
  )
  return { planned, askedFor }
}

const json = (...elements: readonly unknown[]) => JSON.stringify(elements)

const plainShop = {
  network: 'plain-net',
  ifname: null,
  nad: 'shop/plain',
  conflist: '{"cniVersion":"0.2.0","name":"plain-net","plugins":[{"name":"plain-net","type":"bridge"}]}',
}

test('planNads() attaches in the order of the selections, the same network twice too', async () => {
  expect(await plan('plain@x0,default/plain,plain')).toEqual({
    planned: [
      { ...plainShop, ifname: 'x0' },
      {
        network: 'plain',
        ifname: null,
        nad: 'default/plain',
        conflist: '{"cniVersion":"0.2.0","name":"plain","plugins":[{"name":"plain","type":"bridge"}]}',
      },
      plainShop,
    ],
    askedFor: [],
  })
})

test('planNads() hands on what is asked of the network, byte for byte', async () => {
  const element =
    '[{"name":"able","ips":[ "10.0.0.7/24" ],"portMappings":[{"hostPort":8080,"containerPort":80}],"cni-args":{"id":12345678901234567890},"default-route":["10.0.0.1"]}]'
  expect((await plan(element)).planned[0]).toMatchObject({
    runtimeConfig: '{"ips":[ "10.0.0.7/24" ],"portMappings":[{"hostPort":8080,"containerPort":80}]}',
    cniArgs: '{"id":12345678901234567890}',
    gateways: ['10.0.0.1'],
  })
})

test.each([
  [{ ips: ['10.0.0.7'] }, 'ips'],
  [{ mac: '02:23:45:67:89:01' }, 'mac'],
  [{ portMappings: [{ hostPort: 1, containerPort: 1 }] }, 'portMappings'],
  [{ bandwidth: { ingressRate: 1 } }, 'bandwidth'],
  [{ 'infiniband-guid': 'c2:11:22:33:44:55:66:77' }, 'infinibandGUID'],
  [{ deviceID: '0000:03:02.3' }, 'deviceID'],
])('planNads() refuses %j of a network that has no such capability', async (asked, capability) => {
  await expect(plan(json({ name: 'plain', ...asked }))).rejects.toEqual(
    new CniError(
      7,
      `Cannot attach to "shop/plain" with the ${capability} that the pod asks for as no plugin of network "plain-net" declares that capability: set "capabilities":{"${capability}":true} for one that has it`,
    ),
  )
})

test('planNads() takes a capability that is set to false for none', async () => {
  await expect(plan(json({ name: 'able', mac: '02:23:45:67:89:01' }))).rejects.toMatchObject({ code: 7 })
})

test('planNads() refuses a definition that is not there, and tells what to do', async () => {
  await expect(plan('plain,none')).rejects.toEqual(
    new CniError(
      7,
      'Cannot attach to "shop/none" as there is no such NetworkAttachmentDefinition: create it, or correct the pod\'s annotation',
    ),
  )
})

test('planNads() refuses this plugin itself', async () => {
  await expect(plan('own')).rejects.toMatchObject({
    code: 7,
    message: expect.stringContaining('itself') as string,
  })
})

test('planNads() lets a pod use all namespaces unless they are isolated', async () => {
  expect((await plan('other/plain')).planned).toHaveLength(1)
  const pod = { sharedNamespaces: ['default'] }
  expect((await plan('plain,default/plain', { pod })).planned).toHaveLength(2)
  await expect(plan('other/plain', { pod })).rejects.toEqual(
    new CniError(
      7,
      'Cannot attach a pod of namespace "shop" to "other/plain" as namespaces are isolated: use a NetworkAttachmentDefinition of shop, default',
    ),
  )
})

test('planNads() gives one attachment the default route of a family', async () => {
  const v4 = { name: 'plain', 'default-route': ['10.0.0.1', '10.0.0.2'] }
  const v6 = { name: 'able', 'default-route': ['fd00::1'] }
  const none = { name: 'plain', 'default-route': [] }
  expect((await plan(json(v4, v6, none))).planned.map(({ gateways }) => gateways)).toEqual([
    ['10.0.0.1', '10.0.0.2'],
    ['fd00::1'],
    [],
  ])
  await expect(plan(json(v4, v6, { ...v4, name: 'vf' }))).rejects.toEqual(
    new CniError(
      7,
      'Cannot give the pod an IPv4 default route on both "shop/plain" and "shop/vf": leave default-route to one of them',
    ),
  )
})

test('planNads() gives each selection of a resource a device of the pod, in order', async () => {
  const { planned, askedFor } = await plan('vf,plain,vf-able', { devices: ['0000:03:02.7', '0000:03:02.3'] })
  expect(askedFor).toEqual(['shop/web'])
  expect(planned.map(({ conflist, runtimeConfig }) => ({ conflist, runtimeConfig }))).toEqual([
    {
      conflist:
        '{"plugins":[{"deviceID":"0000:03:02.3","pciBusID":"0000:03:02.3","name":"vf","type":"sriov","big":12345678901234567890}],"cniVersion":"0.2.0","name":"vf"}',
      runtimeConfig: undefined,
    },
    { conflist: plainShop.conflist, runtimeConfig: undefined },
    {
      conflist:
        '{"plugins":[{"deviceID":"0000:03:02.7","pciBusID":"0000:03:02.7","type":"sriov"},{"deviceID":"0000:03:02.7","pciBusID":"0000:03:02.7","type":"x","capabilities":{"deviceID":true}}],"name":"vf-able","cniVersion":"1.0.0"}',
      runtimeConfig: '{"deviceID":"0000:03:02.7"}',
    },
  ])
})

test('planNads() leaves a conf alone whose resource has no devices', async () => {
  const { planned } = await plan('vf')
  expect(planned[0]?.conflist).toBe(
    '{"cniVersion":"0.2.0","name":"vf","plugins":[{"name":"vf","type":"sriov","big":12345678901234567890}]}',
  )
})

test('planNads() refuses more networks of a resource than the pod has devices', async () => {
  await expect(plan('vf,vf', { devices: ['0000:03:02.3'] })).rejects.toMatchObject({ code: 7 })
})
