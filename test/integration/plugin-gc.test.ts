import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Gate } from '../support/gate.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'

const key = 'cni.dev/valid-attachments'
const latest = { cniVersion: '1.1.0' }
const eth0Of = (containerID: string) => ({ containerID, ifname: 'eth0' })
const add = (host: PluginHost, id: string) => host.call('ADD', { env: { CNI_CONTAINERID: id } })
const del = (host: PluginHost, id: string) => host.call('DEL', { env: { CNI_CONTAINERID: id } })

/** GC as a runtime asks for it: without any variable of a container. */
const gc = (host: PluginHost, valid: unknown, conf: Readonly<Record<string, unknown>> = {}) => {
  const env = { CNI_CONTAINERID: undefined, CNI_NETNS: undefined, CNI_IFNAME: undefined, CNI_ARGS: undefined }
  return host.call('GC', { env, conf: { ...latest, [key]: valid, ...conf } })
}

/** What the delegates were told at GC: by whom it was heard, of which network, and what is valid there. */
async function collections(host: PluginHost) {
  const calls = (await host.delegates.calls()).filter(({ command }) => command === 'GC')
  return calls.map(({ name, stdin }) => {
    const conf = JSON.parse(stdin) as Readonly<Record<string, unknown>>
    return [name, conf['name'], conf[key]]
  })
}

describe.each(pluginExecutables)('$name', (executable) => {
  test('GC undoes what is not valid and leaves the rest, without an agent', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']), planned('two', 'net1', ['c']))
    for (const id of ['stays', 'goes']) expect(await add(host, id)).toMatchObject({ status: 0 })
    await host.agent[Symbol.asyncDispose]()

    expect(await gc(host, [eth0Of('stays')])).toMatchObject({ status: 0, stdout: '' })

    expect((await host.delegates.order()).slice(6)).toEqual(['DEL c net1', 'DEL b eth0', 'DEL a eth0'])
    const [call] = (await host.delegates.calls()).slice(6)
    expect(call?.env).toMatchObject({
      CNI_CONTAINERID: 'goes',
      CNI_NETNS: '',
      CNI_ARGS: 'IgnoreUnknown=1;K8S_POD_NAMESPACE=ns;K8S_POD_NAME=pod;K8S_POD_UID=u-1',
      CNI_PATH: `/nowhere:${host.binDir}`,
    })
    expect(JSON.parse(call?.stdin ?? '')).toHaveProperty('prevResult.ips')
    expect(await host.record('stays')).toMatchObject({ state: 'done' })
    expect(await host.record('goes')).toBe(null)
  })

  test('GC tells the agent of every DEL', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a']))
    await host.call('ADD')
    await host.agent.report()
    await gc(host, [])
    const about = { type: 'report', command: 'DEL', containerId: 'c1', ifname: 'eth0', decision: 'd-1' }
    expect(await host.agent.report()).toEqual({ ...about, outcome: 'done' })
  })

  test.each([
    ['empty', { [key]: [] }],
    ['null, as the reference library writes an empty one', { [key]: null }],
    ['empty under the name of the first specification', { [key]: undefined, 'cni.dev/attachments': [] }],
  ])('a list that is %s leaves nothing', async (_, conf) => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a'], latest))
    await host.call('ADD')
    expect(await gc(host, [], conf)).toMatchObject({ status: 0 })
    expect((await host.delegates.order()).slice(1)).toEqual(['DEL a eth0', 'GC a '])
    expect(await collections(host)).toEqual([['a', 'one', []]])
    expect(await host.stateFiles()).toEqual([])
  })

  test.each([
    ['missing', undefined],
    ['partly right', [eth0Of('c1'), null]],
  ])('a list that is %s is refused with code 7, and all stays', async (_, valid) => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a'], latest))
    await host.call('ADD')
    expect(await gc(host, valid)).toMatchObject({ status: 1, answer: { cniVersion: '1.1.0', code: 7 } })
    expect(await host.delegates.order()).toEqual(['ADD a eth0'])
    expect(await host.record()).toMatchObject({ state: 'done' })
  })

  test('delegates hear which attachments of their network are valid, each by its own interface', async () => {
    await using host = await PluginHost.open(executable)
    const big = '{ "type":"c" , "big":12345678901234567890,"x":"\\u00e9" }'
    const two = {
      ...planned('two', 'net7', ['c']),
      conflist: `{"cniVersion":"1.1.0","name":"two","plugins":[${big}]}`,
    }
    host.plan(planned('one', 'eth0', ['a', 'b'], latest), two)
    await add(host, 'x')
    host.plan(planned('one', 'eth0', ['a', 'b'], latest))
    await add(host, 'y')

    expect(await gc(host, [eth0Of('x'), eth0Of('y'), eth0Of('stranger')])).toMatchObject({ status: 0 })

    const one = [eth0Of('stranger'), eth0Of('x'), eth0Of('y')]
    expect(await collections(host)).toEqual([
      ['a', 'one', one],
      ['b', 'one', one],
      ['c', 'two', [eth0Of('stranger'), { containerID: 'x', ifname: 'net7' }]],
    ])
    const last = (await host.delegates.calls()).at(-1)
    const list = '[{"containerID":"stranger","ifname":"eth0"},{"containerID":"x","ifname":"net7"}]'
    expect(last?.stdin).toBe(
      `{"${key}":${list},"cni.dev/attachments":${list},"cniVersion":"1.1.0","name":"two", "type":"c" , "big":12345678901234567890,"x":"\\u00e9" }`,
    )
    expect(last?.env).toMatchObject({ CNI_COMMAND: 'GC', CNI_CONTAINERID: '', CNI_NETNS: '', CNI_IFNAME: '' })
  })

  test('delegates of every conf that knows GC are asked, but ours and those with disableGC', async () => {
    await using host = await PluginHost.open(executable)
    await host.setConf('00-genie.conf', { ...latest, name: 'cluster', type: 'genie' })
    await host.setConf('10-one.conf', { ...latest, name: 'one', type: 'a' })
    await host.setConf('20-old.conf', { cniVersion: '1.0.0', name: 'old', type: 'b' })
    await host.setConf('30-off.conflist', {
      ...latest,
      name: 'off',
      disableGC: true,
      plugins: [{ type: 'b' }],
    })
    await host.setConf('40-text.conflist', {
      ...latest,
      name: 'text',
      disableGC: 'true',
      plugins: [{ type: 'b' }],
    })
    await host.setConf('50-broken.conflist', { name: 'broken' })
    await host.setConf('60-two.conflist', { ...latest, name: 'two', plugins: [{ type: 'b' }, { type: 'c' }] })
    expect(await gc(host, [])).toMatchObject({ status: 0 })
    expect(await collections(host)).toEqual([
      ['a', 'one', []],
      ['b', 'two', []],
      ['c', 'two', []],
    ])
  })

  test('GC goes on after errors, and tells them all under the code of the first', async () => {
    await using host = await PluginHost.open(executable)
    await host.setConf('10-one.conflist', { ...latest, name: 'one', plugins: [{ type: 'b' }, { type: 'c' }] })
    host.plan(planned('net', 'eth0', ['a']))
    for (const id of ['x', 'y']) await add(host, id)
    await host.delegates.tell(
      'a',
      'DEL',
      'test "$CNI_CONTAINERID" = y || { echo "{\\"code\\":11,\\"msg\\":\\"x\\"}"; exit 1; }\n',
    )
    await host.delegates.tellToFail('b', 'GC', 120, 'no')

    const { status, answer } = await gc(host, [])

    expect([status, answer]).toEqual([
      1,
      {
        cniVersion: '1.1.0',
        code: 11,
        msg: 'Delegate "a" of network "net" failed at DEL of eth0: x',
        details: `DEL is tried again until all delegates succeed; remove ${join(host.journal.path, 'x@eth0.json')} to give the attachment up; Delegate "b" of network "one" failed at GC: no`,
      },
    ])
    expect((await host.delegates.order()).slice(2)).toEqual(['DEL a eth0', 'DEL a eth0', 'GC b ', 'GC c '])
    expect([await host.record('x'), await host.record('y')]).toMatchObject([{ state: 'done' }, null])
  })

  test('the networks of a pod whose record is damaged are unknown: delegates keep all until it is gone', async () => {
    await using host = await PluginHost.open(executable)
    await host.setConf('10-one.conf', { ...latest, name: 'one', type: 'a' })
    await mkdir(host.journal.path, { recursive: true })
    for (const name of ['x@eth0.json', 'y@eth0.corrupt'])
      await writeFile(join(host.journal.path, name), '{"version":2}')
    for (const id of ['x', 'y']) {
      const outcome = await gc(host, [eth0Of(id)])
      expect(outcome).toMatchObject({ status: 1, answer: { code: 3 } })
      expect(outcome.stdout).toContain(`the journal record of ${id}@eth0 is damaged`)
    }
    expect(await host.delegates.calls()).toEqual([])
    expect(await gc(host, [eth0Of('z')])).toMatchObject({ status: 0 })
    expect(await collections(host)).toEqual([['a', 'one', [eth0Of('z')]]])
    expect(await host.stateFiles()).toEqual(['x@eth0.json', 'y@eth0.corrupt'])
  })

  test('GC leaves an ADD alone that is running, and has the delegates keep what it attaches', async () => {
    await using host = await PluginHost.open(executable)
    await using gate = await Gate.hold(host, 'b', 'ADD')
    host.plan(planned('one', 'eth0', ['a', 'b'], latest), planned('two', 'net1', ['c'], latest))
    const added = add(host, 'x')
    await gate.reached()

    expect(await gc(host, [])).toMatchObject({ status: 0 })
    await gate.letThrough()
    expect(await added).toMatchObject({ status: 0 })

    expect(await host.delegates.order()).not.toContain('DEL a eth0')
    expect(await collections(host)).toEqual([
      ['a', 'one', [eth0Of('x')]],
      ['b', 'one', [eth0Of('x')]],
      ['c', 'two', [{ containerID: 'x', ifname: 'net1' }]],
    ])
    expect(await host.record('x')).toMatchObject({ state: 'done' })
  })

  test.each([
    ['DEL', del, (host: PluginHost) => gc(host, [])],
    ['GC', (host: PluginHost) => gc(host, []), del],
  ])('a %s that is running is the only one to run the delegates', async (_, first, second) => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']))
    await add(host, 'x')
    await using gate = await Gate.hold(host, 'b', 'DEL')
    const running = first(host, 'x')
    await gate.reached()
    const other = second(host, 'x')
    await (second === del ? Promise.resolve() : other)
    await gate.letThrough()
    for (const outcome of [running, other]) expect(await outcome).toMatchObject({ status: 0, stdout: '' })
    expect((await host.delegates.order()).slice(2)).toEqual(['DEL b eth0', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
  })

  test(`${executable.crowd} pods come while GC runs, and all of them stay`, async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a']))
    const ids = Array.from({ length: executable.crowd }, (_, index) => `pod-${index}`)
    await add(host, 'stale')
    const [collected, ...added] = await Promise.all([
      gc(host, ids.map(eth0Of)),
      ...ids.map((id) => add(host, id)),
    ])
    for (const { status } of [collected, ...added]) expect(status).toBe(0)
    expect(await host.stateFiles()).toEqual(
      expect.arrayContaining(ids.map((id) => `${id}@eth0.json`)) as unknown,
    )
    expect(await host.record('stale')).toBe(null)
  })
})
