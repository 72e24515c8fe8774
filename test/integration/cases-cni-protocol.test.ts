import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NodeUnderTest, usualConfs } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'

/** Node takes 0.3 s for a call: long lists of what is refused at once run on the quickest build alone. */
const quickest = pluginExecutables.slice(-1)

let node: NodeUnderTest
beforeAll(async () => {
  node = await NodeUnderTest.open()
})
beforeEach(() => node.setConfs(usualConfs))
afterAll(() => node[Symbol.asyncDispose]())

const chainOf = (...plugins: readonly object[]) => ({ cniVersion: '1.0.0', name: 'chain', plugins })
const setChain = (...types: readonly string[]) =>
  node.setConfs({ '10-chain.conflist': chainOf(...types.map((type) => ({ type }))) })
const result = (address: string) => `{"cniVersion":"1.0.0","ips":[{"address":"${address}"}]}`

describe.each(pluginExecutables)('$name', (executable) => {
  test('VERSION answers while standard input is held open', async () => {
    const pod = await node.pod(executable)
    expect(await pod.call('VERSION', { stdin: null })).toMatchObject({
      status: 0,
      stderr: '',
      answer: {
        cniVersion: '1.1.0',
        supportedVersions: ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'],
      },
    })
  })

  test('without CNI_COMMAND it says on standard error what it is', async () => {
    const pod = await node.pod(executable)
    const { status, stdout, stderr } = await pod.call(undefined, { stdin: null })
    expect([status, stdout]).toEqual([0, ''])
    expect(stderr).toContain('a CNI plugin')
  })

  test('ADD runs a conflist in order, DEL in reverse with the final result, and a second DEL has nothing to do', async () => {
    await setChain('bridge', 'portmap')
    const pod = await node.pod(executable, { annotations: { cni: 'chain' } })
    await pod.delegates.tellToPrint('bridge', 'ADD', result('10.1.0.2/24'))
    await pod.delegates.tellToPrint('portmap', 'ADD', result('10.1.0.3/24'))
    expect(await pod.call('ADD')).toMatchObject({ status: 0, stdout: result('10.1.0.3/24') })
    for (let time = 0; time < 2; time++)
      expect(await pod.call('DEL')).toMatchObject({ status: 0, stdout: '' })
    const conf = (type: string, prevResult = '') =>
      `{"cniVersion":"1.0.0","name":"chain",${prevResult && `"prevResult":${prevResult},`}"type":"${type}"}`
    expect((await pod.delegates.calls()).map(({ command, name, stdin }) => [command, name, stdin])).toEqual([
      ['ADD', 'bridge', conf('bridge')],
      ['ADD', 'portmap', conf('portmap', result('10.1.0.2/24'))],
      ['DEL', 'portmap', conf('portmap', result('10.1.0.3/24'))],
      ['DEL', 'bridge', conf('bridge', result('10.1.0.3/24'))],
    ])
  })

  test('a configuration reaches its delegate byte for byte, but for what the specification has us set', async () => {
    const plugin =
      '{ "mtu":12345678901234567890, "type":"bridge" ,"x" : "\\u00e9é" , "f":1.50e+1,"capabilities":{} }'
    await node.setConfs({ '10-x.conflist': `{"name":"x","plugins":[${plugin}],"cniVersion":"1.0.0"}` })
    const pod = await node.pod(executable, { annotations: { cni: 'x' } })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    const [call] = await pod.delegates.calls()
    expect(call?.stdin).toBe(
      '{"cniVersion":"1.0.0","name":"x", "mtu":12345678901234567890, "type":"bridge" ,"x" : "\\u00e9é" , "f":1.50e+1}',
    )
  })

  test('a delegate gets the highest version that it and we know', async () => {
    const cniVersions = ['0.4.0', '1.1.0', '9.0.0']
    await node.setConfs({
      '10-x.conflist': { cniVersion: '0.4.0', cniVersions, name: 'x', plugins: [{ type: 'bridge' }] },
    })
    const pod = await node.pod(executable, { annotations: {} })
    expect(await pod.call('ADD')).toMatchObject({ status: 0 })
    const [call] = await pod.delegates.calls()
    expect(call?.stdin).toBe('{"cniVersion":"1.1.0","name":"x","type":"bridge"}')
  })

  test.each([true, 'true'])('CHECK calls nobody of a network with disableCheck %j', async (disableCheck) => {
    await node.setConfs({ '10-x.conflist': { ...chainOf({ type: 'bridge' }), disableCheck } })
    const pod = await node.pod(executable, { annotations: { cni: 'chain' } })
    await pod.call('ADD')
    expect(await pod.call('CHECK')).toMatchObject({ status: 0, stdout: '' })
    expect(await pod.order()).toEqual(['ADD bridge eth0'])
  })

  test('plugins of files beside a conflist come after its own, unless it says otherwise', async () => {
    const files = {
      'chain/20-b.conf': '{"type":"portmap","big":12345678901234567890}',
      'chain/10-a.conf': '{"type":"sbr"}',
      'chain/30-c.txt': '{"type":"macvlan"}',
    }
    const orders = []
    for (const loadOnlyInlinedPlugins of [false, true]) {
      await node.setConfs({
        '10-x.conflist': { ...chainOf({ type: 'bridge' }), loadOnlyInlinedPlugins },
        ...files,
      })
      const pod = await node.pod(executable, { annotations: { cni: 'chain' } })
      expect(await pod.call('ADD')).toMatchObject({ status: 0 })
      orders.push(await pod.order())
    }
    expect(orders).toEqual([['ADD bridge eth0', 'ADD sbr eth0', 'ADD portmap eth0'], ['ADD bridge eth0']])
  })

  test('an answer in 0.2.0 becomes one in the version that the runtime speaks', async () => {
    await setChain('bridge')
    const pod = await node.pod(executable, { annotations: { cni: 'chain' } })
    const route = { dst: '0.0.0.0/0', gw: '10.2.0.1' }
    const old = { cniVersion: '0.2.0', ip4: { ip: '10.2.0.9/16', gateway: '10.2.0.1', routes: [route] } }
    await pod.delegates.tellToPrint('bridge', 'ADD', JSON.stringify(old))
    const { answer } = await pod.call('ADD')
    expect(answer).toEqual({
      cniVersion: '1.0.0',
      ips: [{ address: '10.2.0.9/16', gateway: '10.2.0.1' }],
      routes: [route],
    })
  })

  test('when the third plugin of a conflist fails, all three get DEL in reverse and its code is the answer', async () => {
    await setChain('bridge', 'portmap', 'sbr')
    const pod = await node.pod(executable, { annotations: { cni: 'chain' } })
    await pod.delegates.tellToFail('sbr', 'ADD', 11, 'come back later')
    expect(await pod.call('ADD')).toMatchObject({
      status: 1,
      answer: { code: 11, msg: 'Delegate "sbr" of network "chain" failed at ADD of eth0: come back later' },
    })
    expect([await pod.order(), await pod.record()]).toEqual([
      [
        ...['ADD bridge eth0', 'ADD portmap eth0', 'ADD sbr eth0'],
        ...['DEL sbr eth0', 'DEL portmap eth0', 'DEL bridge eth0'],
      ],
      null,
    ])
  })

  test('a namespace that is none is refused before anything runs', async () => {
    const pod = await node.pod(executable, { annotations: { cni: 'weave' } })
    for (const CNI_NETNS of [node.at('none'), node.at('genie.db')])
      expect(await pod.call('ADD', { env: { CNI_NETNS } })).toMatchObject({ status: 1, answer: { code: 8 } })
    expect([await pod.order(), await pod.record()]).toEqual([[], null])
  })
})

describe.each(quickest)('$name refuses, before anything runs,', (executable) => {
  test.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    [
      'an ADD without container and namespace',
      { CNI_CONTAINERID: undefined, CNI_NETNS: undefined },
      'required env variables [CNI_CONTAINERID,CNI_NETNS] missing',
    ],
    ['an ADD without a place for plugins', { CNI_PATH: '' }, 'required env variables [CNI_PATH] missing'],
    [
      'an interface of 16 bytes',
      { CNI_IFNAME: 'e234567890123456' },
      'Invalid CNI_IFNAME "e234567890123456": it is longer than 15 bytes',
    ],
    ['a directory as an interface', { CNI_IFNAME: '..' }, 'Invalid CNI_IFNAME "..": it is a directory'],
    [
      'a path as an interface',
      { CNI_IFNAME: 'a/b' },
      'Invalid CNI_IFNAME "a/b": it holds a slash, a colon or white space',
    ],
    [
      'a container id that leads elsewhere',
      { CNI_CONTAINERID: '../x' },
      'Invalid CNI_CONTAINERID "../x": use letters, digits, "_", "." and "-", first a letter or digit',
    ],
    [
      'a command that there is not',
      { CNI_COMMAND: 'DELETE' },
      'Unknown CNI_COMMAND "DELETE": send ADD, DEL, CHECK, STATUS, GC or VERSION',
    ],
    [
      'CNI_ARGS that are none',
      { CNI_ARGS: 'K8S_POD_NAME=x;oops' },
      'Invalid CNI_ARGS: the part at character 16 is not of the form NAME=value',
    ],
  ])('%s', async (_, env, msg) => {
    const pod = await node.pod(executable, { annotations: { cni: 'weave' } })
    const { status, answer } = await pod.call('ADD', { env })
    expect([status, answer]).toMatchObject([1, { code: 4, msg }])
    expect([await pod.order(), await pod.record()]).toEqual([[], null])
  })

  test.each<[string, string, number, string]>([
    [
      'half an object',
      '{',
      6,
      'Cannot read the network configuration on standard input: it is no valid JSON, check the conf file',
    ],
    [
      'nothing',
      '',
      6,
      'Cannot read the network configuration on standard input: it is empty, pipe the configuration in',
    ],
    [
      'a list',
      '[]',
      6,
      'Cannot read the network configuration on standard input: it is no JSON object, check the conf file',
    ],
    [
      'no name',
      '{"cniVersion":"1.0.0","type":"genie"}',
      7,
      'Invalid network configuration: name is missing or holds more than letters, digits, "_.-"',
    ],
    [
      'a name with a way out',
      '{"cniVersion":"1.0.0","name":"../x"}',
      7,
      'Invalid network configuration: name is missing or holds more than letters, digits, "_.-"',
    ],
  ])('%s on standard input', async (_, stdin, code, msg) => {
    const pod = await node.pod(executable)
    const { status, answer } = await pod.call('ADD', { stdin })
    expect([status, answer]).toMatchObject([1, { code, msg }])
    expect([await pod.order(), await pod.record()]).toEqual([[], null])
  })

  test.each([
    ['ADD', '9.9.9', '1.1.0'],
    ['CHECK', '0.3.1', '0.3.1'],
    ['GC', '1.0.0', '1.0.0'],
    ['STATUS', '1.0.0', '1.0.0'],
  ])('%s at cniVersion %s', async (command, cniVersion, told) => {
    const pod = await node.pod(executable, { annotations: { cni: 'weave' } })
    const { status, answer } = await pod.call(command, { conf: { cniVersion } })
    expect([status, answer]).toMatchObject([1, { cniVersion: told, code: 1 }])
    expect((answer as { msg: string }).msg).toContain(cniVersion)
    expect(await pod.order()).toEqual([])
  })
})
