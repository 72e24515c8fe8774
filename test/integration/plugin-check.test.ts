import { describe, expect, test } from 'vitest'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'

describe.each(pluginExecutables)('$name', (executable) => {
  test('CHECK reaches every delegate of every network in order, with the result of the ADD', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']), planned('two', 'net1', ['c']))
    await host.call('ADD')
    expect(await host.call('CHECK')).toMatchObject({ status: 0, stdout: '' })
    const checks = (await host.delegates.calls()).slice(3)
    expect(checks.map(({ command, name, ifname }) => `${command} ${name} ${ifname}`)).toEqual([
      'CHECK a eth0',
      'CHECK b eth0',
      'CHECK c net1',
    ])
    const record = await host.record()
    expect(checks.map(({ stdin }) => (JSON.parse(stdin) as { prevResult: unknown }).prevResult)).toEqual(
      [0, 0, 1].map((index) => JSON.parse(record?.attachments[index]?.result ?? '') as unknown),
    )
  })

  test("the first delegate's error is the answer", async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']))
    await host.call('ADD')
    await host.delegates.tellToFail('a', 'CHECK', 130, 'eth0 is gone')
    const outcome = await host.call('CHECK')
    expect(outcome).toMatchObject({ status: 1, answer: { code: 130 } })
    expect(outcome.stdout).toContain('eth0 is gone')
    expect(await host.delegates.order()).not.toContain('CHECK b eth0')
  })

  test.each([
    ['disableCheck', { disableCheck: true }],
    ['disableCheck as a text', { disableCheck: 'true' }],
    ['a version before CHECK', { cniVersion: '0.3.1' }],
  ])('a network with %s is passed over', async (_, members) => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a'], members), planned('two', 'net1', ['b']))
    await host.call('ADD')
    expect(await host.call('CHECK')).toMatchObject({ status: 0 })
    expect((await host.delegates.order()).slice(2)).toEqual(['CHECK b net1'])
  })

  test('CHECK of what was never attached is code 3', async () => {
    await using host = await PluginHost.open(executable)
    expect(await host.call('CHECK')).toMatchObject({ status: 1, answer: { code: 3 } })
    expect(await host.stateFiles()).toEqual([])
  })
})
