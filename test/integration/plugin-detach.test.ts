import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'
import { worksHere } from '../support/works-here.ts'

const mayMount = worksHere('unshare', ['--mount', 'true'])

const journalOf = (host: PluginHost) => host.journal.path

describe.each(pluginExecutables)('$name', (executable) => {
  test('DEL goes in reverse, each interface by its own name, with the final result', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(
      planned('one', 'eth0', ['a', 'b']),
      planned('two', 'net7', ['c']),
      planned('old', 'eth1', ['a'], { cniVersion: '0.3.1' }),
    )
    await host.call('ADD')
    const record = await host.record()

    expect(await host.call('DEL')).toMatchObject({ status: 0, stdout: '' })

    expect((await host.delegates.order()).slice(4)).toEqual([
      'DEL a eth1',
      'DEL c net7',
      'DEL b eth0',
      'DEL a eth0',
    ])
    const requests = (await host.delegates.calls()).slice(4).map(({ stdin }) => stdin)
    const resultOf = (index: number) => JSON.parse(record?.attachments[index]?.result ?? '') as object
    expect(requests.map((request) => JSON.parse(request) as unknown)).toEqual([
      { cniVersion: '0.3.1', name: 'old', type: 'a' },
      { cniVersion: '1.0.0', name: 'two', prevResult: resultOf(1), type: 'c' },
      { cniVersion: '1.0.0', name: 'one', prevResult: resultOf(0), type: 'b' },
      { cniVersion: '1.0.0', name: 'one', prevResult: resultOf(0), type: 'a' },
    ])
    expect(await host.stateFiles()).toEqual([])
    await host.agent.report()
    expect(await host.agent.report()).toEqual({
      type: 'report',
      command: 'DEL',
      decision: 'd-1',
      containerId: 'c1',
      ifname: 'eth0',
      outcome: 'done',
    })
  })

  test('DEL needs no agent, no configuration worth reading and no namespace', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    await host.call('ADD')
    await host.agent[Symbol.asyncDispose]()
    expect(await host.call('DEL', { env: { CNI_NETNS: '' } })).toMatchObject({ status: 0, stdout: '' })
    const [, call] = await host.delegates.calls()
    expect(call?.env['CNI_NETNS']).toBe('')
    expect(await host.stateFiles()).toEqual([])
  })

  test.skipIf(!mayMount)(
    `DEL without a configuration to read looks where the journal is by default${mayMount ? '' : ' (no mounts here)'}`,
    async () => {
      await using host = await PluginHost.open(executable)
      // The default place is the machine's own: an empty disk over it, which this process alone sees.
      const through = [
        'unshare',
        '--mount',
        'sh',
        '-c',
        'mount -t tmpfs genie-test /var/lib && exec "$0" "$@"',
      ]
      for (const stdin of ['', '{', '{"cniVersion":"9.9.9"}'])
        expect(await host.call('DEL', { stdin, through, env: { CNI_NETNS: '' } })).toMatchObject({
          status: 0,
        })
    },
  )

  test('DEL finds its journal in a conf that is no longer right', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    await host.call('ADD')
    const outcome = await host.call('DEL', { conf: { default_plugin: 5, cniVersion: '9.9.9' } })
    expect(outcome).toMatchObject({ status: 0 })
    expect(outcome.stderr).toContain(`going on with the journal in ${host.stateDir}`)
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
  })

  test('DEL passes each network the arguments that its ADD had, whatever the runtime supplies by now', async () => {
    await using host = await PluginHost.open(executable)
    const plugin = (type: string) => ({ type, capabilities: { mac: true } })
    const one = planned('one', 'eth0', [plugin('a')])
    const two = planned('two', 'net1', [plugin('b')])
    host.plan(
      { ...one, runtimeConfig: '{"mac":"02:00:00:00:00:01"}', cniArgs: '{"x":12345678901234567890}' },
      { ...two, runtimeConfig: '{"mac":"02:00:00:00:00:02"}' },
    )
    await host.call('ADD')
    const conf = { runtimeConfig: { mac: '02:00:00:00:00:09' }, args: { cni: { y: 2 } } }
    expect(await host.call('DEL', { conf })).toMatchObject({ status: 0 })
    const [addOne, addTwo, delTwo, delOne] = (await host.delegates.calls()).map(({ stdin }) =>
      stdin.replace(/"prevResult":.*?,"runtime/, '"runtime'),
    )
    expect(addOne).toContain('"runtimeConfig":{"mac":"02:00:00:00:00:01"}')
    expect(addOne).toContain('"args":{"cni":{"x":12345678901234567890}}')
    expect(addTwo).toContain('"runtimeConfig":{"mac":"02:00:00:00:00:02"}')
    expect([delOne, delTwo]).toEqual([addOne, addTwo])
  })

  test("a pod's three DELs all succeed, without namespace, prevResult and the conf's old name too", async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    await host.call('ADD')
    const later = { env: { CNI_NETNS: '' }, conf: { name: 'renamed', cniVersion: '0.4.0' } }
    const first = { conf: { prevResult: { cniVersion: '1.0.0', ips: [] } } }
    for (const options of [first, later, later])
      expect(await host.call('DEL', options)).toMatchObject({ status: 0, stdout: '' })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0'])
  })

  test('DEL after the conf was renamed undoes what was attached under its old name', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    await host.call('ADD')
    expect(await host.call('DEL', { conf: { name: 'renamed' } })).toMatchObject({ status: 0 })
    const [, call] = await host.delegates.calls()
    expect(JSON.parse(call?.stdin ?? '')).toMatchObject({ name: 'net' })
    expect(await host.stateFiles()).toEqual([])
  })

  test('each failed ADD has a container of its own, and its DEL leaves those of the others alone', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    await host.delegates.tellToFail('a', 'ADD', 11, 'try again')
    await host.delegates.tellToFail('a', 'DEL', 11, 'try again')
    const call = (command: string, id: string) => host.call(command, { env: { CNI_CONTAINERID: id } })
    for (const id of ['try-1', 'try-2']) expect(await call('ADD', id)).toMatchObject({ status: 1 })
    await host.delegates.tell('a', 'ADD', 'echo "{}"')
    await host.delegates.tell('a', 'DEL', '')
    expect(await call('ADD', 'try-3')).toMatchObject({ status: 0 })
    for (const id of ['try-1', 'try-2']) expect(await call('DEL', id)).toMatchObject({ status: 0 })
    expect(await host.record('try-3')).toMatchObject({ state: 'done' })
    expect([await host.record('try-1'), await host.record('try-2')]).toEqual([null, null])
  })

  test('DEL undoes what a release with records of version 1 has attached', async () => {
    await using host = await PluginHost.open(executable)
    const { network, ifname, conflist } = planned('net', 'eth0', ['a'])
    const result = '{"cniVersion":"1.0.0","ips":[]}'
    const pod = { podNamespace: 'ns', podName: 'pod', podUid: 'u-1', decision: null }
    const record = { version: 1, state: 'done', containerId: 'c1', ifname, netns: host.netns, cniArgs: '' }
    const attachments = [{ network, ifname, conflist, result }]
    await mkdir(journalOf(host), { recursive: true })
    await writeFile(join(journalOf(host), 'c1@eth0.json'), JSON.stringify({ ...record, ...pod, attachments }))
    expect(await host.call('DEL')).toMatchObject({ status: 0, stderr: '' })
    const [call] = await host.delegates.calls()
    expect(JSON.parse(call?.stdin ?? '')).toMatchObject({ prevResult: JSON.parse(result) as object })
    expect(await host.stateFiles()).toEqual([])
  })

  test('DEL sets a record aside in which the disk has changed a bit, or that is of another container', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    await host.call('ADD')
    const path = join(journalOf(host), 'c1@eth0.json')
    const whole = await readFile(path, 'utf8')
    await writeFile(path, whole.replace('"type\\":\\"a', '"type\\":\\"c'))
    await writeFile(join(journalOf(host), 'c2@eth0.json'), whole)
    for (const id of ['c1', 'c2']) {
      const outcome = await host.call('DEL', { env: { CNI_CONTAINERID: id } })
      expect(outcome).toMatchObject({ status: 0, stdout: '' })
      expect(outcome.stderr).toContain('is damaged and was moved')
    }
    expect(await host.delegates.order()).toEqual(['ADD a eth0'])
    expect(await host.stateFiles()).toEqual(['c1@eth0.corrupt', 'c2@eth0.corrupt'])
  })

  test('DEL undoes what was attached, whatever the agent would plan by now', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a']))
    await host.call('ADD')
    host.plan(planned('two', 'eth0', ['b']))
    await host.call('DEL')
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0'])
  })

  test('a second DEL, and one of what never was, are fine', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('net', 'eth0', ['a']))
    await host.call('ADD')
    await host.call('DEL')
    expect(await host.call('DEL')).toMatchObject({ status: 0, stdout: '' })
    expect(await host.call('DEL', { env: { CNI_CONTAINERID: 'other' } })).toMatchObject({ status: 0 })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
  })

  test('a delegate that fails at DEL stops no other; the record stays, and "not found" is put otherwise', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']), planned('two', 'net1', ['c']))
    await host.call('ADD')
    await host.delegates.tellToFail('c', 'DEL', 11, 'Link not found')
    await host.delegates.tellToFail('b', 'DEL', 5, 'Not Found either')

    const outcome = await host.call('DEL')

    expect(outcome).toMatchObject({ status: 1, answer: { cniVersion: '1.0.0', code: 11 } })
    expect(outcome.stdout).not.toMatch(/not found/i)
    expect(outcome.stdout).toContain('absent either')
    expect((await host.delegates.order()).slice(3)).toEqual(['DEL c net1', 'DEL b eth0', 'DEL a eth0'])
    expect(await host.record()).toMatchObject({ state: 'done' })

    await host.delegates.tell('c', 'DEL', '')
    await host.delegates.tell('b', 'DEL', '')
    expect(await host.call('DEL')).toMatchObject({ status: 0 })
    expect(await host.record()).toBe(null)
  })

  test('a delegate that hangs at DEL is ended, and the others get their DEL', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']))
    await host.call('ADD')
    await host.delegates.tell('b', 'DEL', 'while :; do sleep 60; done')
    const conf = { genie: { delegateTimeoutMs: 300 } }
    expect(await host.call('DEL', { conf })).toMatchObject({ status: 1, answer: { code: 101 } })
    expect((await host.delegates.order()).slice(2)).toEqual(['DEL b eth0', 'DEL a eth0'])
  })

  test('a delegate that was removed since fails the DEL with the way out, until it is back', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']))
    await host.call('ADD')
    await rm(join(host.directory, 'bin/b'))
    const outcome = await host.call('DEL')
    expect(outcome).toMatchObject({ status: 1, answer: { code: 7 } })
    expect(outcome.stdout).toContain(`remove ${join(journalOf(host), 'c1@eth0.json')}`)
    expect(outcome.stdout).not.toMatch(/not found/i)
    expect(await host.delegates.order()).toContain('DEL a eth0')
    expect(await host.record()).toMatchObject({ state: 'done' })
  })

  test.each(['', '{"crc32":"12345678","version":2,"state":"pen'])(
    'DEL removes a record that was not written to its end (%j), as nothing was begun',
    async (text) => {
      await using host = await PluginHost.open(executable)
      await mkdir(journalOf(host), { recursive: true })
      await writeFile(join(journalOf(host), 'c1@eth0.json'), text)
      const outcome = await host.call('DEL')
      expect(outcome).toMatchObject({ status: 0, stdout: '' })
      expect(outcome.stderr).toContain('was not written to its end')
      expect(await host.stateFiles()).toEqual([])
    },
  )

  test.each([
    ['torn', '{"version":1,"state":"do'],
    ['torn in a line that has an end', '{"crc32":"00000000","version":2,"state":"pen\n'],
    ['of something else', '{"attachments":[]}'],
    [
      'without a conflist that runs',
      '{"version":1,"state":"done","containerId":"c1","ifname":"eth0","netns":"","cniArgs":"","podNamespace":"","podName":"","podUid":"","decision":null,"attachments":[{"network":"n","ifname":"eth0","conflist":"{","result":null}]}',
    ],
  ])('DEL sets a record that is %s aside and succeeds', async (_, text) => {
    await using host = await PluginHost.open(executable)
    await mkdir(journalOf(host), { recursive: true })
    await writeFile(join(journalOf(host), 'c1@eth0.json'), text)
    const outcome = await host.call('DEL')
    expect(outcome).toMatchObject({ status: 0, stdout: '' })
    expect(outcome.stderr).toContain('is damaged')
    expect(await host.stateFiles()).toEqual(['c1@eth0.corrupt'])
    expect(await host.call('DEL')).toMatchObject({ status: 0, stderr: '' })
  })
})
