import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Gate } from '../support/gate.ts'
import { pluginExecutables, type PluginExecutable } from '../support/plugin-executables.ts'
import { planned, PluginHost, type CallOptions } from '../support/plugin-host.ts'

const latest = { cniVersion: '1.1.0' }
const own = { ...latest, name: 'cluster', type: 'genie', genie: { retired: true } }
const annotations = { cni: 'two', networks: 'n', 'k8s.v1.cni.cncf.io/networks': 'storage' }

/** A host whose conf dir has our retired conf, a file that nobody can use, and the networks one and two. */
async function hostWith(executable: PluginExecutable): Promise<PluginHost> {
  const host = await PluginHost.open(executable)
  await host.setConf('00-genie.conf', own)
  await host.setConf('05-broken.conf', { name: 'broken' })
  await host.setConf('10-one.conflist', {
    ...{ ...latest, name: 'one' },
    plugins: [{ type: 'a' }, { type: 'b', capabilities: { portMappings: true } }],
  })
  await host.setConf('20-two.conf', { ...latest, name: 'two', type: 'c' })
  return host
}

const confs = (host: PluginHost) => readdir(join(host.directory, 'net.d'))
const rest = ['05-broken.conf', '10-one.conflist', '20-two.conf']

const retired = (members: Readonly<Record<string, unknown>> = {}, env = {}): CallOptions => ({
  conf: { ...latest, ...members, genie: { retired: true, ...(members['genie'] as object) } },
  env,
})
const containerless = {
  ...{ CNI_CONTAINERID: undefined, CNI_NETNS: undefined, CNI_IFNAME: undefined, CNI_ARGS: undefined },
}

/** Attaches a container by a conf that is in force, so that the journal knows it. */
async function attached(host: PluginHost, id: string): Promise<void> {
  host.plan(planned('one', 'eth0', ['a', 'b'], latest), planned('two', 'net1', ['c'], latest))
  expect(await host.call('ADD', { env: { CNI_CONTAINERID: id }, conf: latest })).toMatchObject({ status: 0 })
}

describe.each(pluginExecutables)('$name with a retired conf', (executable) => {
  test('ADD is the default network, asks nobody and journals nothing', async () => {
    await using host = await hostWith(executable)
    await attached(host, 'old')
    await host.agent[Symbol.asyncDispose]()
    const outcome = await host.call(
      'ADD',
      retired({
        default_plugin: 'two',
        runtimeConfig: { 'io.kubernetes.cri.pod-annotations': annotations, portMappings: [{ hostPort: 1 }] },
        args: { cni: { x: 1 } },
      }),
    )
    expect(outcome).toMatchObject({ status: 0, stderr: '', answer: { ...latest } })
    expect((await host.delegates.order()).slice(3)).toEqual(['ADD a eth0', 'ADD b eth0'])
    const [, second] = (await host.delegates.calls()).slice(3)
    expect(JSON.parse(second?.stdin ?? '')).toMatchObject({
      ...{ name: 'one', type: 'b', args: { cni: { x: 1 } } },
      ...{ runtimeConfig: { portMappings: [{ hostPort: 1 }] }, prevResult: {} },
    })
    expect(await readdir(host.journal.path)).toEqual(['old@eth0.json'])
    expect(await confs(host)).toEqual(['00-genie.conf', ...rest])
  })

  test('DEL of what it has passed through goes backwards, with what the runtime has kept', async () => {
    await using host = await hostWith(executable)
    await attached(host, 'old')
    const { answer: prevResult } = await host.call('ADD', retired())
    expect(await host.call('DEL', retired({ prevResult }))).toMatchObject({ status: 0, stdout: '' })
    expect((await host.delegates.order()).slice(5)).toEqual(['DEL b eth0', 'DEL a eth0'])
    for (const { stdin } of (await host.delegates.calls()).slice(5))
      expect(JSON.parse(stdin)).toMatchObject({ name: 'one', prevResult: prevResult as object })
    expect(await confs(host)).toContain('00-genie.conf')
  })

  test('DEL of a container that was never attached succeeds as its delegates do, and fails as they do', async () => {
    await using host = await hostWith(executable)
    await attached(host, 'old')
    expect(await host.call('DEL', retired({ prevResult: 7 }, { CNI_NETNS: '' }))).toMatchObject({ status: 0 })
    await host.delegates.tellToFail('a', 'DEL', 11, 'device not found')
    expect(await host.call('DEL', retired())).toMatchObject({
      ...{
        status: 1,
        answer: { code: 11, msg: 'Delegate "a" of network "one" failed at DEL of eth0: device absent' },
      },
    })
    expect((await host.delegates.order()).slice(-2)).toEqual(['DEL b eth0', 'DEL a eth0'])
  })

  test('the last DEL of those that the journal knows takes the conf away, and no other', async () => {
    await using host = await hostWith(executable)
    await host.setConf('01-genie.conflist', { ...latest, name: 'list', plugins: [own, { type: 'a' }] })
    await host.setConf('02-genie.conf', { ...own, genie: {} })
    for (const id of ['x', 'y']) await attached(host, id)
    await host.agent[Symbol.asyncDispose]()
    expect(await host.call('DEL', retired({}, { CNI_CONTAINERID: 'x' }))).toMatchObject({ status: 0 })
    expect((await host.delegates.order()).slice(6)).toEqual(['DEL c net1', 'DEL b eth0', 'DEL a eth0'])
    expect(await confs(host)).toContain('00-genie.conf')
    expect(await host.call('DEL', retired({}, { CNI_CONTAINERID: 'y' }))).toMatchObject({
      status: 0,
      stderr: '',
    })
    expect(await confs(host)).toEqual(['02-genie.conf', ...rest])
    expect(await host.stateFiles()).toEqual([])
  })

  test('a DEL that fails keeps the conf, and so does a conf that is not retired', async () => {
    await using host = await hostWith(executable)
    await attached(host, 'x')
    await host.delegates.tellToFail('c', 'DEL', 11, 'busy')
    expect(await host.call('DEL', retired({}, { CNI_CONTAINERID: 'x' }))).toMatchObject({ status: 1 })
    expect(await confs(host)).toContain('00-genie.conf')
    await host.delegates.tell('c', 'DEL', '')
    expect(await host.call('DEL', { env: { CNI_CONTAINERID: 'x' }, conf: latest })).toMatchObject({
      status: 0,
    })
    expect(await confs(host)).toContain('00-genie.conf')
    // Whoever comes next by the retired one finds that it is needed no more.
    expect(await host.call('ADD', retired())).toMatchObject({ status: 0 })
    expect(await confs(host)).toEqual(rest)
  })

  test('an ADD by the conf of before that is under way keeps it, and its DEL takes it away', async () => {
    await using host = await hostWith(executable)
    await attached(host, 'x')
    await using gate = await Gate.hold(host, 'c', 'ADD')
    const late = host.call('ADD', { env: { CNI_CONTAINERID: 'y' }, conf: latest })
    await gate.reached()
    expect(await host.call('DEL', retired({}, { CNI_CONTAINERID: 'x' }))).toMatchObject({ status: 0 })
    expect(await confs(host)).toContain('00-genie.conf')
    await gate.letThrough()
    expect(await late).toMatchObject({ status: 0 })
    expect(await host.call('DEL', retired({}, { CNI_CONTAINERID: 'y' }))).toMatchObject({ status: 0 })
    expect(await confs(host)).toEqual(rest)
  })

  test('a lock that an ended process has left does not keep it', async () => {
    await using host = await hostWith(executable)
    await mkdir(join(host.stateDir, 'locks'), { recursive: true })
    await writeFile(join(host.stateDir, 'locks', 'z@eth0'), '')
    expect(await host.call('DEL', retired())).toMatchObject({ status: 0 })
    expect(await confs(host)).toEqual(rest)
  })

  test('a link in the conf dir stays, and so does what it leads to', async () => {
    await using host = await hostWith(executable)
    const [conf, elsewhere] = [join(host.directory, 'net.d/00-genie.conf'), join(host.directory, 'own.conf')]
    await rename(conf, elsewhere)
    await symlink(elsewhere, conf)
    expect(await host.call('DEL', retired())).toMatchObject({ status: 0 })
    expect(await confs(host)).toEqual(['00-genie.conf', ...rest])
    expect(await readdir(host.directory)).toContain('own.conf')
  })

  test('an ADD that fails undoes what it began', async () => {
    await using host = await hostWith(executable)
    await host.delegates.tellToFail('b', 'ADD', 11, 'no address is left')
    const outcome = await host.call('ADD', retired())
    expect(outcome).toMatchObject({ status: 1, answer: { code: 11 } })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'ADD b eth0', 'DEL b eth0', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
  })

  test('an ADD of what the journal has already is refused, and one that was ended is undone first', async () => {
    await using host = await hostWith(executable)
    await attached(host, 'x')
    const again = retired({}, { CNI_CONTAINERID: 'x' })
    expect(await host.call('ADD', again)).toMatchObject({ status: 1, answer: { code: 102 } })
    const path = join(host.journal.path, 'x@eth0.json')
    const [pending = ''] = (await readFile(path, 'utf8')).split('\n')
    await writeFile(path, `${pending}\n`)
    expect(await host.call('ADD', again)).toMatchObject({ status: 0 })
    expect((await host.delegates.order()).slice(3)).toEqual([
      ...['DEL c net1', 'DEL b eth0', 'DEL a eth0'],
      ...['ADD a eth0', 'ADD b eth0'],
    ])
  })

  test('CHECK is of the journal where it knows the container, else of the default network', async () => {
    await using host = await hostWith(executable)
    await attached(host, 'x')
    const { answer: prevResult } = await host.call('ADD', retired())
    expect(await host.call('CHECK', retired({ prevResult }))).toMatchObject({ status: 0, stdout: '' })
    expect(await host.call('CHECK', retired({}, { CNI_CONTAINERID: 'x' }))).toMatchObject({ status: 0 })
    const calls = (await host.delegates.calls()).slice(5)
    expect(calls.map(({ name, ifname }) => [name, ifname])).toEqual([
      ...[
        ['a', 'eth0'],
        ['b', 'eth0'],
      ],
      ...[
        ['a', 'eth0'],
        ['b', 'eth0'],
        ['c', 'net1'],
      ],
    ])
    expect(JSON.parse(calls[0]?.stdin ?? '')).toMatchObject({ prevResult: prevResult as object })
  })

  test("STATUS is the default network's, without an agent", async () => {
    await using host = await hostWith(executable)
    await host.agent[Symbol.asyncDispose]()
    const asking = retired({ default_plugin: 'two' }, containerless)
    expect(await host.call('STATUS', asking)).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(await host.delegates.order()).toEqual(['STATUS a ', 'STATUS b '])
    await host.delegates.tellToFail('b', 'STATUS', 51, 'no address is left')
    expect(await host.call('STATUS', asking)).toMatchObject({ status: 1, answer: { code: 51 } })
    expect(await confs(host)).toContain('00-genie.conf')
  })

  test('GC undoes what is stale of the journal, and has the delegates keep what it has passed through', async () => {
    await using host = await hostWith(executable)
    await attached(host, 'x')
    await host.call('ADD', retired({}, { CNI_CONTAINERID: 'passed' }))
    const valid = [{ containerID: 'passed', ifname: 'eth0' }]
    const outcome = await host.call('GC', retired({ 'cni.dev/valid-attachments': valid }, containerless))
    expect(outcome).toMatchObject({ status: 0, stdout: '' })
    const calls = (await host.delegates.calls()).slice(5)
    expect(calls.slice(0, 3).map(({ command, name }) => `${command} ${name}`)).toEqual([
      'DEL c',
      'DEL b',
      'DEL a',
    ])
    const collections = calls.slice(3).map(({ command, name, stdin }) => {
      const conf = JSON.parse(stdin) as Readonly<Record<string, unknown>>
      return [command, name, conf['cni.dev/valid-attachments']]
    })
    expect(collections).toContainEqual(['GC', 'b', valid])
    expect(
      collections.every(
        ([command, , list]) => command === 'GC' && JSON.stringify(list) === JSON.stringify(valid),
      ),
    ).toBe(true)
    expect(await confs(host)).toEqual(rest)
  })

  test('without any network an ADD is told to try again, and a DEL has nothing to do', async () => {
    await using host = await PluginHost.open(executable)
    await host.setConf('00-genie.conf', own)
    await attached(host, 'x')
    expect(await host.call('ADD', retired())).toMatchObject({ status: 1, answer: { code: 11 } })
    const outcome = await host.call('DEL', retired())
    expect(outcome).toMatchObject({ status: 0, stdout: '' })
    expect(outcome.stderr).toContain('this node has no network yet')
    expect(await confs(host)).toEqual(['00-genie.conf'])
  })

  test('a DEL whose conf is wrong elsewhere still knows that it is retired', async () => {
    await using host = await hostWith(executable)
    expect(await host.call('DEL', retired({ genie: { delegateTimeoutMs: 0 } }))).toMatchObject({ status: 0 })
    expect(await host.delegates.order()).toEqual(['DEL b eth0', 'DEL a eth0'])
    expect(await confs(host)).toEqual(rest)
  })
})
