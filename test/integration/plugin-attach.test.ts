import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'

const result = (address: string) => `{"cniVersion":"1.0.0","ips":[{"address":"${address}"}]}`

describe.each(pluginExecutables)('$name', (executable) => {
  test('ADD runs a conflist in order, each plugin with the result of the one before', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a', 'b']))
    await host.delegates.tellToPrint('a', 'ADD', result('10.1.0.2/24'))
    await host.delegates.tellToPrint('b', 'ADD', result('10.1.0.3/24'))

    const outcome = await host.call('ADD')

    expect(outcome).toMatchObject({ status: 0, stdout: result('10.1.0.3/24') })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'ADD b eth0'])
    const [first, second] = await host.delegates.calls()
    expect(first?.stdin).toBe('{"cniVersion":"1.0.0","name":"net","type":"a"}')
    expect(second?.stdin).toBe(
      `{"cniVersion":"1.0.0","name":"net","prevResult":${result('10.1.0.2/24')},"type":"b"}`,
    )
    expect(first?.env).toMatchObject({
      CNI_COMMAND: 'ADD',
      CNI_CONTAINERID: 'c1',
      CNI_NETNS: host.netns,
      CNI_IFNAME: 'eth0',
      CNI_ARGS: 'IgnoreUnknown=1;K8S_POD_NAMESPACE=ns;K8S_POD_NAME=pod;K8S_POD_UID=u-1',
    })
  })

  test('ADD tells the agent who asks, and afterwards how it went', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    const annotations = { cni: '', networks: 'n', 'cni-genie.io/x': '1', 'other/secret': 's', kept: 'no' }
    const conf = {
      default_plugin: 'weave',
      namespaceIsolation: true,
      globalNamespaces: 'default,shared',
      runtimeConfig: { 'io.kubernetes.cri.pod-annotations': annotations },
    }
    const env = {
      CNI_ARGS: 'K8S_POD_UID=u-1;K8S_ANNOT={"cni":"a;b=c"};K8S_POD_NAME=pod;K8S_POD_NAMESPACE=ns',
    }

    expect(await host.call('ADD', { conf, env })).toMatchObject({ status: 0 })

    expect(host.agent.requests).toEqual([
      {
        type: 'plan',
        containerId: 'c1',
        ifname: 'eth0',
        netns: host.netns,
        podNamespace: 'ns',
        podName: 'pod',
        podUid: 'u-1',
        k8sAnnot: '{"cni":"a;b=c"}',
        annotations: { cni: '', networks: 'n', 'cni-genie.io/x': '1' },
        defaultPlugin: 'weave',
        sharedNamespaces: ['default', 'shared'],
      },
    ])
    expect(await host.agent.report()).toEqual({
      type: 'report',
      command: 'ADD',
      containerId: 'c1',
      ifname: 'eth0',
      outcome: 'done',
      decision: 'd-1',
      stepsMs: expect.any(Object) as object,
    })
  })

  test('ADD of several networks merges their results with explicit interfaces', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a']), planned('two', 'net7', ['b']))
    await host.delegates.tellToPrint(
      'a',
      'ADD',
      '{"cniVersion":"1.0.0","interfaces":[{"name":"br0"},{"name":"eth0","sandbox":"/ns"}],"ips":[{"address":"10.1.0.2/24","interface":1}],"dns":{"nameservers":["10.1.0.1"]}}',
    )
    await host.delegates.tellToPrint(
      'b',
      'ADD',
      '{"cniVersion":"0.2.0","ip4":{"ip":"10.2.0.2/24","routes":[{"dst":"0.0.0.0/0"}]},"dns":{"domain":"no"}}',
    )

    expect((await host.call('ADD')).answer).toEqual({
      cniVersion: '1.0.0',
      interfaces: [{ name: 'br0' }, { name: 'eth0', sandbox: '/ns' }, { name: 'net7', sandbox: host.netns }],
      ips: [
        { address: '10.1.0.2/24', interface: 1 },
        { address: '10.2.0.2/24', interface: 2 },
      ],
      routes: [{ dst: '0.0.0.0/0' }],
      dns: { nameservers: ['10.1.0.1'] },
    })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'ADD b net7'])
  })

  test('the network on CNI_IFNAME stands first in the result, whichever was attached first', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'net7', ['a']), planned('two', 'eth0', ['b']), planned('three', 'net8', ['c']))
    const { answer } = await host.call('ADD')
    const { interfaces } = answer as { interfaces: { name: string }[] }
    expect(interfaces.map(({ name }) => name)).toEqual(['eth0', 'net7', 'net8'])
    expect(await host.delegates.order()).toEqual(['ADD a net7', 'ADD b eth0', 'ADD c net8'])
  })

  test('ADD at 0.2.0 with two networks tells of the one on CNI_IFNAME only', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'net1', ['a']), planned('two', 'eth0', ['b']))
    await host.delegates.tellToPrint('a', 'ADD', result('fd00::2/64'))
    await host.delegates.tellToPrint('b', 'ADD', result('10.2.0.2/24'))
    expect((await host.call('ADD', { conf: { cniVersion: '0.2.0' } })).answer).toEqual({
      cniVersion: '0.2.0',
      ip4: { ip: '10.2.0.2/24' },
    })
  })

  test.each([
    ['nothing', ''],
    ['null', 'null'],
  ])('a delegate that answers %s is fine', async (_, text) => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a', 'b']))
    await host.delegates.tellToPrint('a', 'ADD', result('10.1.0.2/24'))
    await host.delegates.tellToPrint('b', 'ADD', text)
    expect(await host.call('ADD')).toMatchObject({ status: 0, stdout: result('10.1.0.2/24') })
  })

  test('a delegate gets the highest version that both sides speak', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a'], { cniVersions: ['0.4.0', '1.1.0', '9.0.0'] }))
    await host.call('ADD')
    const [call] = await host.delegates.calls()
    expect(JSON.parse(call?.stdin ?? '')).toMatchObject({ cniVersion: '1.1.0' })
  })

  test('a delegate gets every byte of its configuration, 1 MB of it too', async () => {
    await using host = await PluginHost.open(executable)
    const plugin = `{ "type":"a" , "big":12345678901234567890,"CNIVERSION":"9","x":"${'é'.repeat(250_000)}","u":"\\u00e9"}`
    const conflist = `{"cniVersion":"1.0.0","name":"net","plugins":[${plugin}]}`
    host.plan({ network: 'net', ifname: 'eth0', conflist })
    expect(await host.call('ADD')).toMatchObject({ status: 0 })
    const [call] = await host.delegates.calls()
    expect(call?.stdin).toBe(
      plugin.replace('"CNIVERSION":"9",', '').replace('{ ', '{"cniVersion":"1.0.0","name":"net", '),
    )
  })

  test('capability arguments and args.cni reach the default network only, and those who declare them', async () => {
    await using host = await PluginHost.open(executable)
    const declares = (type: string) => ({
      type,
      capabilities: { portMappings: true, mac: false },
      args: { x: 1 },
    })
    host.plan(planned('one', 'eth0', [declares('a'), 'b']), planned('two', 'net1', [declares('c')]))
    const portMappings = [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }]
    const conf = { runtimeConfig: { portMappings, mac: 'no' }, args: { cni: { labels: [] } } }
    await host.call('ADD', { conf })
    const requests = (await host.delegates.calls()).map(({ stdin }) => JSON.parse(stdin) as object)
    expect(requests).toEqual([
      {
        cniVersion: '1.0.0',
        name: 'one',
        type: 'a',
        runtimeConfig: { portMappings },
        args: { x: 1, cni: { labels: [] } },
      },
      expect.objectContaining({ name: 'one', type: 'b', args: { cni: { labels: [] } } }),
      { cniVersion: '1.0.0', name: 'two', type: 'c', args: { x: 1 } },
    ])
    expect(requests[1]).not.toHaveProperty('runtimeConfig')
  })

  test("an additional network's plugins get what the pod asks of it, at CHECK and DEL too", async () => {
    await using host = await PluginHost.open(executable)
    const declares = (type: string) => ({ type, capabilities: { ips: true } })
    const asked = {
      runtimeConfig: '{"ips":["10.2.0.9/24"],"mac":"m"}',
      cniArgs: '{"x":12345678901234567890}',
    }
    host.plan(planned('one', 'eth0', [declares('a')]), {
      ...planned('two', 'net1', [declares('b'), 'c']),
      ...asked,
    })
    const conf = (address: string) => ({ conf: { runtimeConfig: { ips: [address] } } })
    await host.call('ADD', conf('10.1.0.7/24'))
    await host.call('CHECK', conf('10.1.0.8/24'))
    await host.call('DEL', conf('10.1.0.8/24'))

    const calls = (await host.delegates.calls()).map(({ command, name, stdin }) => {
      const { runtimeConfig, args } = JSON.parse(stdin) as { runtimeConfig?: object; args?: object }
      return [`${command} ${name}`, runtimeConfig, args]
    })
    const given = {
      a: [{ ips: ['10.1.0.7/24'] }, undefined],
      b: [{ ips: ['10.2.0.9/24'] }, { cni: { x: 12345678901234567000 } }],
      c: [undefined, { cni: { x: 12345678901234567000 } }],
    }
    expect(calls).toEqual(
      ['ADD a', 'ADD b', 'ADD c', 'CHECK a', 'CHECK b', 'CHECK c', 'DEL c', 'DEL b', 'DEL a'].map((call) => [
        call,
        ...given[call.slice(-1) as keyof typeof given],
      ]),
    )
  })

  test('standard input of 1 MB is read to its end', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    const annotations = { cni: 'net', big: '"\\'.repeat(300_000) }
    const conf = { runtimeConfig: { 'io.kubernetes.cri.pod-annotations': annotations } }
    expect(await host.call('ADD', { conf })).toMatchObject({ status: 0 })
    expect(host.agent.requests).toMatchObject([{ annotations: { cni: 'net' } }])
  })

  test('the journal has the results and the conflists as they were', async () => {
    await using host = await PluginHost.open(executable)
    const attachment = planned('net', 'eth0', ['a'])
    host.plan({ ...attachment, nad: 'ns/net', runtimeConfig: '{"mac":"m"}', cniArgs: '{"x":1.0}' })
    const { stdout } = await host.call('ADD')
    expect(await host.record()).toEqual({
      version: 2,
      state: 'done',
      containerId: 'c1',
      ifname: 'eth0',
      netns: host.netns,
      bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
      cniArgs: 'IgnoreUnknown=1;K8S_POD_NAMESPACE=ns;K8S_POD_NAME=pod;K8S_POD_UID=u-1',
      cniPath: `/nowhere:${host.directory}/bin`,
      podNamespace: 'ns',
      podName: 'pod',
      podUid: 'u-1',
      decision: 'd-1',
      attachments: [
        { ...attachment, nad: 'ns/net', runtimeConfig: '{"mac":"m"}', cniArgs: '{"x":1.0}', result: stdout },
      ],
    })
  })

  test('a second ADD of the same interface is refused and leaves the first alone', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    await host.call('ADD')
    expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { code: 102 } })
    expect(await host.delegates.order()).toEqual(['ADD a eth0'])
    expect(await host.record()).toMatchObject({ state: 'done' })
  })
})
