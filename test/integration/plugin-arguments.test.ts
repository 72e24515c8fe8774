import { describe, expect, test } from 'vitest'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { PluginHost } from '../support/plugin-host.ts'

const noAgent = (host: PluginHost) => expect(host.agent.requests).toEqual([])

describe.each(pluginExecutables)('$name', (executable) => {
  test('VERSION is answered while standard input stays open', async () => {
    await using host = await PluginHost.open(executable)
    const child = host.start('VERSION', {}, true)
    const outcome = await PluginHost.outcomeOf(child)
    child.stdin?.destroy()
    expect(outcome).toMatchObject({
      status: 0,
      answer: {
        cniVersion: '1.1.0',
        supportedVersions: ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'],
      },
    })
  })

  test('without a command it says on standard error what it is', async () => {
    await using host = await PluginHost.open(executable)
    const outcome = await host.call(undefined)
    expect(outcome).toMatchObject({ status: 0, stdout: '' })
    expect(outcome.stderr).toContain('CNI plugin')
  })

  test.each([
    ['ADD', ['CNI_CONTAINERID', 'CNI_NETNS']],
    ['CHECK', ['CNI_CONTAINERID', 'CNI_NETNS', 'CNI_IFNAME', 'CNI_PATH']],
    ['DEL', ['CNI_CONTAINERID', 'CNI_IFNAME']],
    ['STATUS', ['CNI_PATH']],
  ])('%s names all variables that are missing', async (command, missing) => {
    await using host = await PluginHost.open(executable)
    const env = Object.fromEntries(missing.map((name) => [name, undefined]))
    expect(await host.call(command, { env })).toMatchObject({
      status: 1,
      answer: { cniVersion: '1.1.0', code: 4, msg: `required env variables [${missing.join(',')}] missing` },
    })
  })

  test.each([
    ['an unknown command', 'PLUG', {}],
    ['a container id with a slash', 'ADD', { CNI_CONTAINERID: '../x' }],
    ['an interface name of 16 bytes', 'ADD', { CNI_IFNAME: 'e234567890123456' }],
    ['an interface name of 16 bytes in 6 characters', 'ADD', { CNI_IFNAME: 'éäöüßßßß' }],
    ['an interface name that is a directory', 'ADD', { CNI_IFNAME: '..' }],
    ['an interface name with a slash', 'ADD', { CNI_IFNAME: 'a/b' }],
    ['an interface name with white space', 'ADD', { CNI_IFNAME: 'a b' }],
    ['a container id too long for a file name', 'ADD', { CNI_CONTAINERID: 'c'.repeat(245) }],
    ['a malformed CNI_ARGS', 'ADD', { CNI_ARGS: 'IgnoreUnknown=1;oops' }],
  ])('%s is refused with code 4', async (_, command, env) => {
    await using host = await PluginHost.open(executable)
    expect(await host.call(command, { env })).toMatchObject({ status: 1, answer: { code: 4 } })
    noAgent(host)
  })

  test.each([
    ['empty', '', 6],
    ['broken JSON', '{', 6],
    ['no object', '[]', 6],
    ['without a name', '{"cniVersion":"1.0.0"}', 7],
    ['of a version to come', '{"cniVersion":"9.9.9","name":"n"}', 1],
    ['with a relative socket', '{"cniVersion":"1.0.0","name":"n","genie":{"socket":"x"}}', 7],
    ['with a timeout of none', '{"cniVersion":"1.0.0","name":"n","genie":{"delegateTimeoutMs":0}}', 7],
    ['with a default_plugin of no text', '{"cniVersion":"1.0.0","name":"n","default_plugin":[]}', 7],
  ])('a configuration %s is refused', async (_, stdin, code) => {
    await using host = await PluginHost.open(executable)
    expect(await host.call('ADD', { stdin })).toMatchObject({ status: 1, answer: { code } })
    noAgent(host)
  })

  test('what is wrong with a configuration is told in its own version', async () => {
    await using host = await PluginHost.open(executable)
    const conf = { cniVersion: '0.4.0', default_plugin: 5 }
    expect(await host.call('ADD', { conf })).toMatchObject({ answer: { code: 7, cniVersion: '0.4.0' } })
  })

  test.each([
    ['does not exist', '/nowhere/ns'],
    ['is a directory', '/proc'],
    ['is a file like any other', process.execPath],
  ])('a network namespace that %s is refused before anybody is asked', async (_, netns) => {
    await using host = await PluginHost.open(executable)
    expect(await host.call('ADD', { env: { CNI_NETNS: netns } })).toMatchObject({
      status: 1,
      answer: { cniVersion: '1.0.0', code: 8 },
    })
    noAgent(host)
    expect(await host.delegates.calls()).toEqual([])
  })

  test.each([
    ['CHECK', '0.3.1', 1],
    ['STATUS', '1.0.0', 1],
    ['GC', '1.0.0', 1],
  ])('%s at cniVersion %s is an error of code %d', async (command, cniVersion, code) => {
    await using host = await PluginHost.open(executable)
    expect(await host.call(command, { conf: { cniVersion } })).toMatchObject({
      status: 1,
      answer: { cniVersion, code },
    })
  })
})
