import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pluginExecutables, type PluginExecutable } from '../support/plugin-executables.ts'
import { planned, PluginHost, type CallOptions } from '../support/plugin-host.ts'

type Files = Readonly<Record<string, string>>

const conf = (name: string, type: string) => JSON.stringify({ cniVersion: '1.0.0', name, type })
/** Networks a, b and c, run by delegates of these names, as two files name them; the first file is our own conf. */
const confDir: Files = {
  '00-genie.conf': conf('cluster', 'genie'),
  '10-weave.conf': conf('net-a', 'a'),
  '20-broken.conf': '{',
  '30-calico.conflist': '{"cniVersion":"1.0.0","name":"net-b","plugins":[{"type":"b"}]}',
  '40-again.conf': conf('net-b', 'c'),
  'notes.txt': conf('net-c', 'c'),
}

/** A host with these files in its conf dir, whose agent talks nonsense, so that nobody has to wait for it. */
async function hostWith(executable: PluginExecutable, files: Files = confDir): Promise<PluginHost> {
  const host = await PluginHost.open(executable)
  host.agent.answer = () => ({ line: 'what?' })
  for (const [file, text] of Object.entries(files)) {
    const path = join(host.directory, 'net.d', file)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, text)
  }
  return host
}

/** What a runtime sends that hands over the pod's annotations. */
const callWith = (
  host: PluginHost,
  annotations: Readonly<Record<string, string>> | undefined,
  more: CallOptions['conf'] = {},
): CallOptions => ({
  conf: {
    ...more,
    genie: { confDir: join(host.directory, 'net.d'), ...(more['genie'] as object) },
    ...(annotations && { runtimeConfig: { 'io.kubernetes.cri.pod-annotations': annotations } }),
  },
})

describe.each(pluginExecutables)('$name', (executable) => {
  test('a pod that names its networks gets them, told in one line, and DEL removes them', async () => {
    await using host = await hostWith(executable)
    const outcome = await host.call('ADD', callWith(host, { cni: 'Calico@net7,weave' }))
    expect(outcome).toMatchObject({ status: 0 })
    expect(outcome.stderr).toMatch(
      /^genie: Cannot ask the agent at [^\n]+ attached to net-b@net7, net-a@eth0\n$/,
    )
    expect(await host.record()).toMatchObject({
      state: 'done',
      decision: null,
      attachments: [
        { network: 'net-b', ifname: 'net7', conflist: confDir['30-calico.conflist'] },
        { network: 'net-a', ifname: 'eth0' },
      ],
    })
    await host.agent[Symbol.asyncDispose]()
    expect(await host.call('DEL')).toMatchObject({ status: 0 })
    expect(await host.delegates.order()).toEqual(['ADD b net7', 'ADD a eth0', 'DEL a eth0', 'DEL b net7'])
    expect(await host.stateFiles()).toEqual([])
  })

  test.each<[string, Readonly<Record<string, string>>, object, string]>([
    ['no annotation gets the first network', {}, {}, 'ADD a eth0'],
    ['no annotation gets what default_plugin says', {}, { default_plugin: 'net-b' }, 'ADD b eth0'],
    ['an empty annotation gets the best network there is', { cni: ' ' }, {}, 'ADD b eth0'],
    ['blank wishes for other networks wishes for none', { cni: 'weave', networks: ' ' }, {}, 'ADD a eth0'],
  ])('a pod with %s', async (_, annotations, members, expected) => {
    await using host = await hostWith(executable)
    await mkdir(host.stateDir)
    await writeFile(
      join(host.stateDir, 'last-good.json'),
      '{"version":1,"at":1,"order":["gone","net-b","net-a"]}',
    )
    expect(await host.call('ADD', callWith(host, annotations, { ...members }))).toMatchObject({ status: 0 })
    expect(await host.delegates.order()).toEqual([expected])
  })

  test('an agent that nobody has started is missed by nobody whose annotations are known', async () => {
    await using host = await hostWith(executable)
    const genie = { socket: join(host.directory, 'no.sock') }
    const outcome = await host.call('ADD', callWith(host, { cni: '' }, { genie }))
    expect(outcome).toMatchObject({ status: 0 })
    expect(outcome.stderr).toContain('start genie-agent')
    expect(await host.delegates.order()).toEqual(['ADD a eth0'])
  })

  test('annotations in K8S_ANNOT count', async () => {
    await using host = await hostWith(executable)
    const env = { CNI_ARGS: 'K8S_ANNOT={"cni":"calico"}' }
    expect(await host.call('ADD', { ...callWith(host, undefined), env })).toMatchObject({ status: 0 })
    expect(await host.delegates.order()).toEqual(['ADD b eth0'])
  })

  test('plugins that stand in files of their own follow the others of their network', async () => {
    const list = '{"cniVersion":"1.1.0","name":"net","plugins":[{"type":"a"}]}'
    await using host = await hostWith(executable, {
      '10-net.conflist': list,
      'net/2.conf': '{"type":"c"}',
      'net/1.conf': '{"type":"b", "big":12345678901234567890}',
      'net/0.txt': '{',
    })
    expect(await host.call('ADD', callWith(host, {}))).toMatchObject({ status: 0 })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'ADD b eth0', 'ADD c eth0'])
    const [, second] = await host.delegates.calls()
    expect(second?.stdin).toContain('"big":12345678901234567890')
  })

  test.each([
    ['networks', 'net1'],
    ['k8s.v1.cni.cncf.io/networks', 'macvlan'],
    ['v1.multus-cni.io/default-network', 'macvlan'],
    ['cni-genie.io/source-routing', 'true'],
  ])('a pod with the annotation %s has to wait for the agent', async (key, value) => {
    await using host = await hostWith(executable)
    const outcome = await host.call('ADD', callWith(host, { cni: 'weave', [key]: value }))
    expect(outcome).toMatchObject({
      status: 1,
      answer: { code: 11, details: `without it nobody can fulfil the pod's annotation ${key}` },
    })
    expect(await host.delegates.calls()).toEqual([])
    expect(await host.stateFiles()).toEqual([])
  })

  test('a pod whose annotations nobody gives has to wait for the agent', async () => {
    await using host = await hostWith(executable)
    const outcome = await host.call('ADD', callWith(host, undefined))
    expect(outcome).toMatchObject({ status: 1, answer: { code: 11 } })
    expect(outcome.stdout).toContain('set the capability io.kubernetes.cri.pod-annotations')
    expect(await host.delegates.calls()).toEqual([])
  })

  test.each<[string, string, Files, number]>([
    ['an unknown network', 'flannel', confDir, 7],
    ['our own conf', 'genie', confDir, 7],
    ['our own conf under another name', 'cluster', confDir, 7],
    ['an interface that leads elsewhere', 'weave@../x', confDir, 7],
    ['a network whose plugin is not installed', 'weave', { '10-weave.conf': conf('w', 'nosuch') }, 7],
    ['no network in the conf dir', '', { 'notes.txt': '' }, 11],
  ])('%s is refused as the agent would', async (_, cni, files, code) => {
    await using host = await hostWith(executable, files)
    expect(await host.call('ADD', callWith(host, { cni }))).toMatchObject({ status: 1, answer: { code } })
    expect(await host.delegates.calls()).toEqual([])
    expect(await host.stateFiles()).toEqual([])
  })

  test('what the agent refuses stays refused', async () => {
    await using host = await hostWith(executable)
    host.agent.answer = () => ({ type: 'error', code: 7, msg: 'No' })
    expect(await host.call('ADD', callWith(host, { cni: 'weave' }))).toMatchObject({
      status: 1,
      answer: { code: 7, msg: 'No' },
    })
    expect(await host.delegates.calls()).toEqual([])
  })

  test('an agent that starts anew in the middle of a request is asked again', async () => {
    await using host = await hostWith(executable)
    let isNew = false
    host.agent.answer = () => {
      if (isNew) return { type: 'plan', attachments: [planned('net-c', 'eth0', ['c'])] }
      isNew = true
      return 'hang up'
    }
    const outcome = await host.call('ADD', callWith(host, { cni: 'weave' }))
    expect(outcome).toMatchObject({ status: 0, stderr: '' })
    expect(await host.delegates.order()).toEqual(['ADD c eth0'])
    expect(host.agent.requests).toHaveLength(2)
  })
})
