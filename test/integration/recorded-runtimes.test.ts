import { describe, expect, test } from 'vitest'
import { pluginExecutables, type PluginExecutable } from '../support/plugin-executables.ts'
import { planned, PluginHost, type PluginOutcome } from '../support/plugin-host.ts'
import { recordedCall, recordings, type RecordedCall } from '../support/recorded-call.ts'

/** What the recorded pods had as their annotation; undefined where the runtime gave no annotations at all. */
const annotationsOf: Readonly<Record<string, object | undefined>> = {
  '': undefined,
  ab: { cni: 'a,b' },
  empty: { cni: '' },
  none: {},
  uni: { cni: '日本,é' },
}
const expectedAnnotations = (name: string) => annotationsOf[name.replace(/^.*\./, '')]

/** A host whose networks a and b are called as the recorded pods call them. */
async function hostFor(executable: PluginExecutable): Promise<PluginHost> {
  const host = await PluginHost.open(executable)
  for (const type of ['a', 'b'])
    await host.setConf(`10-${type}.conf`, { cniVersion: '1.0.0', name: type, type })
  return host
}

/** Makes a recorded call of our plugin: everything as it came, but for our type and places, and a namespace that is there. */
function replay(host: PluginHost, { env, stdin }: RecordedCall, over: object = {}): Promise<PluginOutcome> {
  const netns = env['CNI_NETNS'] === '' ? '' : host.netns
  const places = {
    socket: `${host.directory}/agent.sock`,
    stateDir: host.stateDir,
    confDir: `${host.directory}/net.d`,
  }
  return host.call(env['CNI_COMMAND'], {
    env: { ...env, CNI_PATH: host.binDir, CNI_NETNS: netns, ...over },
    stdin: JSON.stringify({ ...stdin, type: 'genie', genie: places }),
  })
}

/** What a delegate has answered there, in the namespace of here. */
const answered = (host: PluginHost, { env, stdout }: RecordedCall): object =>
  JSON.parse(JSON.stringify(stdout ?? {}).replaceAll(env['CNI_NETNS'] ?? '', host.netns)) as object

/** From now on the agent plans one network, whose delegate answers as the recorded one did. */
async function plan(host: PluginHost, call: RecordedCall): Promise<void> {
  host.plan(planned('kbr', 'eth0', ['a'], { cniVersion: call.stdin['cniVersion'] }))
  await host.delegates.tellToPrint('a', 'ADD', JSON.stringify(answered(host, call)))
}

const pairsOf = (env: RecordedCall['env']) =>
  Object.fromEntries((env['CNI_ARGS'] ?? '').split(';').map((pair) => pair.split('=') as [string, string]))

describe.each(pluginExecutables)('$name', (executable) => {
  test('there are recordings', () => {
    expect([recordings('ADD').length, recordings('DEL').length, recordings('DEL2').length]).toEqual([
      10, 9, 1,
    ])
  })

  test.each(recordings('ADD'))(
    'the ADD "%s" is asked of the agent as it came, and answered',
    async (name) => {
      await using host = await hostFor(executable)
      const call = recordedCall(name, 'ADD')
      await plan(host, call)
      const outcome = await replay(host, call)
      expect(outcome).toMatchObject({ status: 0, stderr: '', answer: answered(host, call) })
      const { K8S_POD_NAME, K8S_POD_NAMESPACE, K8S_POD_UID } = pairsOf(call.env)
      const [request] = host.agent.requests
      expect(request).toMatchObject({
        ...{ podName: K8S_POD_NAME, podNamespace: K8S_POD_NAMESPACE, podUid: K8S_POD_UID },
        ...{ containerId: call.env['CNI_CONTAINERID'], ifname: 'eth0' },
      })
      expect(request).toHaveProperty('type', 'plan')
      expect((request as { annotations?: object }).annotations).toEqual(expectedAnnotations(name))
    },
  )

  test.each(recordings('DEL'))(
    'the DEL "%s" undoes its ADD, and those after it, without netns and result, have nothing to do',
    async (name) => {
      await using host = await hostFor(executable)
      const [add, del] = [recordedCall(name, 'ADD'), recordedCall(name, 'DEL')]
      await plan(host, add)
      expect(await replay(host, add)).toMatchObject({ status: 0 })
      expect(await replay(host, del)).toMatchObject({ status: 0, stdout: '' })
      const { prevResult, ...stdin } = del.stdin
      expect(prevResult).toBeDefined()
      for (let again = 0; again < 2; again++) {
        const late = { ...del, stdin, env: { ...del.env, CNI_NETNS: '' } }
        expect(await replay(host, late)).toMatchObject({ status: 0, stdout: '', stderr: '' })
      }
      expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0'])
      expect(await host.stateFiles()).toEqual([])
    },
  )

  test.each(recordings('DEL2'))(
    'the late DEL "%s" undoes what an earlier one has not, with what the journal knows',
    async (name) => {
      await using host = await hostFor(executable)
      const del = recordedCall(name, 'DEL2')
      const add = { ...del, env: { ...del.env, CNI_COMMAND: 'ADD', CNI_NETNS: '/var/run/netns/x' } }
      host.plan(planned('kbr', 'eth0', ['a']))
      expect(await replay(host, add)).toMatchObject({ status: 0 })
      expect(await replay(host, del)).toMatchObject({ status: 0, stdout: '' })
      const [, call] = await host.delegates.calls()
      expect(call?.env).toMatchObject({ CNI_COMMAND: 'DEL', CNI_NETNS: '' })
      expect(JSON.parse(call?.stdin ?? '')).toHaveProperty('prevResult.ips')
      expect(await host.stateFiles()).toEqual([])
    },
  )

  test('the order of CNI_ARGS, which changes from call to call, makes no difference', async () => {
    await using host = await hostFor(executable)
    const call = recordedCall('conf.ab', 'ADD')
    await plan(host, call)
    const pairs = (call.env['CNI_ARGS'] ?? '').split(';')
    for (let turn = 0; turn < pairs.length; turn++) {
      const CNI_ARGS = [...pairs.slice(turn), ...pairs.slice(0, turn)].join(';')
      expect(await replay(host, call, { CNI_ARGS })).toMatchObject({ status: 0 })
      expect(await replay(host, recordedCall('conf.ab', 'DEL'), { CNI_ARGS })).toMatchObject({ status: 0 })
    }
    const [first, ...others] = host.agent.requests
    expect(others).toEqual(others.map(() => first))
    expect(others).toHaveLength(pairs.length - 1)
  })

  test.each([
    ['conf.none', 0, ['ADD a eth0']],
    ['conflist.none', 0, ['ADD a eth0']],
    ['conf.empty', 0, ['ADD a eth0']],
    ['containerd2.empty', 0, ['ADD a eth0']],
    ['conflist.ab', 0, ['ADD a eth0', 'ADD b eth1']],
    ['containerd2.ab', 0, ['ADD a eth0', 'ADD b eth1']],
    ['conf.uni', 7, []],
    ['', 11, []],
  ])('without the agent the ADD "%s" ends with %d and runs %j', async (name, code, order) => {
    await using host = await hostFor(executable)
    host.agent.answer = () => ({ line: 'what?' })
    const { status, answer } = await replay(host, recordedCall(name, 'ADD'))
    expect([status, (answer as { code?: number }).code ?? 0]).toEqual([code === 0 ? 0 : 1, code])
    expect(await host.delegates.order()).toEqual(order)
  })
})
