import { describe, expect, test } from 'vitest'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { PluginHost } from '../support/plugin-host.ts'

const latest = { cniVersion: '1.1.0' }

/** STATUS as a runtime asks for it, of a conf that knows it. */
const status = (host: PluginHost, conf: Readonly<Record<string, unknown>> = {}) => {
  const env = { CNI_CONTAINERID: undefined, CNI_NETNS: undefined, CNI_IFNAME: undefined, CNI_ARGS: undefined }
  return host.call('STATUS', { env, conf: { ...latest, ...conf } })
}

describe.each(pluginExecutables)('$name', (executable) => {
  test('STATUS asks every delegate of the network that a pod without annotations gets', async () => {
    await using host = await PluginHost.open(executable)
    await host.setConf('00-genie.conf', { ...latest, name: 'cluster', type: 'genie' })
    await host.setConf('10-one.conflist', {
      ...latest,
      name: 'one',
      plugins: [{ type: 'a' }, { type: 'b', x: 1 }],
    })
    await host.setConf('20-two.conf', { ...latest, name: 'two', type: 'c' })
    expect(await status(host)).toMatchObject({ status: 0, stdout: '' })
    expect(await host.delegates.order()).toEqual(['STATUS a ', 'STATUS b '])
    const [, call] = await host.delegates.calls()
    expect(call?.stdin).toBe('{"cniVersion":"1.1.0","name":"one","type":"b","x":1}')
    expect(call?.env).toMatchObject({ CNI_CONTAINERID: '', CNI_PATH: `/nowhere:${host.binDir}` })
  })

  test('STATUS asks the delegates of default_plugin if that is set, as far as their versions know it', async () => {
    await using host = await PluginHost.open(executable)
    await host.setConf('10-one.conf', { ...latest, name: 'one', type: 'a' })
    await host.setConf('20-two.conf', { ...latest, name: 'two', type: 'b' })
    await host.setConf('30-old.conf', { cniVersion: '1.0.0', name: 'old', type: 'c' })
    expect(await status(host, { default_plugin: 'old,two@net1' })).toMatchObject({ status: 0, stdout: '' })
    expect(await host.delegates.order()).toEqual(['STATUS b '])
  })

  test.each([50, 51, 120])(
    "a delegate's code %d goes to the runtime, and the next is not asked",
    async (code) => {
      await using host = await PluginHost.open(executable)
      await host.setConf('10-one.conflist', {
        ...latest,
        name: 'one',
        plugins: [{ type: 'a' }, { type: 'b' }],
      })
      await host.delegates.tellToFail('a', 'STATUS', code, 'no address is left')
      const msg = 'Delegate "a" of network "one" failed at STATUS: no address is left'
      expect(await status(host)).toMatchObject({ status: 1, answer: { ...latest, code, msg } })
      expect(await host.delegates.order()).toEqual(['STATUS a '])
    },
  )

  test('STATUS is code 50 while the agent is away, and asks no delegate', async () => {
    await using host = await PluginHost.open(executable)
    await host.setConf('10-one.conf', { ...latest, name: 'one', type: 'a' })
    const away = await status(host, { genie: { socket: '/nowhere/agent.sock' } })
    expect(away).toMatchObject({ status: 1, answer: { ...latest, code: 50 } })
    expect(away.stdout).toContain('nobody listens at /nowhere/agent.sock: start genie-agent')
    expect(await host.delegates.calls()).toEqual([])
  })

  test.each([
    ['no network at all', {}, 'this node has no network yet'],
    ['no network of that name', { default_plugin: 'nosuch' }, 'Cannot attach to \\"nosuch\\"'],
  ])('STATUS is code 50 where %s would keep every ordinary pod from starting', async (_, conf, words) => {
    await using host = await PluginHost.open(executable)
    if ('default_plugin' in conf) await host.setConf('10-one.conf', { ...latest, name: 'one', type: 'a' })
    const outcome = await status(host, conf)
    expect(outcome).toMatchObject({ status: 1, answer: { code: 50 } })
    expect(outcome.stdout).toContain(words)
  })
})
