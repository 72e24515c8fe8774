import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { Gate } from '../support/gate.ts'
import { makeRecord, makeRecordedAttachment } from '../support/make-record.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'
import { withoutCapabilities } from '../support/without-capabilities.ts'

const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim()
const isLinux = process.platform === 'linux'

/** SWEEP as the agent asks for it: it knows of no container, and of our conf only where things are. */
function sweep(
  host: PluginHost,
  env: Readonly<Record<string, string | undefined>> = {},
  through: readonly string[] = [],
) {
  const conf = { cniVersion: '1.0.0', name: 'x', type: 'genie' }
  const genie = { stateDir: host.stateDir, socket: join(host.directory, 'agent.sock') }
  const stdin = JSON.stringify({ ...conf, genie })
  const none = ['CNI_CONTAINERID', 'CNI_NETNS', 'CNI_IFNAME', 'CNI_ARGS', 'CNI_PATH', 'PATH']
  const unset = Object.fromEntries(none.map((name) => [name, undefined]))
  return host.call('SWEEP', { env: { ...unset, ...env }, stdin, through })
}

/** The record of a container that is attached to a network of one plugin. */
const recordOf = (
  host: PluginHost,
  containerId: string,
  plugin: string,
  changes: Partial<AttachmentRecord> = {},
) =>
  makeRecord({
    containerId,
    netns: host.netns,
    bootId: boot,
    cniPath: host.binDir,
    cniArgs: `K8S_POD_NAME=${containerId}`,
    attachments: [
      makeRecordedAttachment({ conflist: planned('net', 'eth0', [plugin]).conflist, cniArgs: '{"x":1}' }),
    ],
    ...changes,
  })

const gone = (host: PluginHost, name: string) => ({ netns: join(host.directory, `gone-${name}`) })
const clean = { swept: [], failed: [] }

describe.skipIf(!isLinux).each(pluginExecutables)('$name', (executable) => {
  test('SWEEP undoes what is of an earlier boot or has lost its namespace, by its record alone', async () => {
    await using host = await PluginHost.open(executable)
    await host.journal.write(recordOf(host, 'stays', 'a'))
    await host.journal.write(recordOf(host, 'then', 'b', { bootId: 'then', decision: 'd-1' }))
    await host.journal.write(recordOf(host, 'gone', 'c', gone(host, 'x')))

    const { status, answer, stderr } = await sweep(host)

    expect([status, answer, stderr]).toEqual([
      0,
      {
        swept: [
          { containerId: 'gone', ifname: 'eth0', reason: 'has lost its namespace' },
          { containerId: 'then', ifname: 'eth0', reason: 'is of an earlier boot' },
        ],
        failed: [],
      },
      '',
    ])
    expect(await host.delegates.order()).toEqual(['DEL c eth0', 'DEL b eth0'])
    const [, call] = await host.delegates.calls()
    expect(call?.env).toMatchObject({
      CNI_CONTAINERID: 'then',
      CNI_NETNS: '',
      CNI_PATH: host.binDir,
      CNI_ARGS: 'K8S_POD_NAME=then',
    })
    expect(JSON.parse(call?.stdin ?? '')).toMatchObject({ args: { cni: { x: 1 } }, prevResult: {} })
    expect(await host.stateFiles()).toEqual(['stays@eth0.json'])
    expect(await sweep(host)).toMatchObject({ status: 0, answer: clean })
  })

  test.skipIf(withoutCapabilities.length === 0)(
    'SWEEP leaves a namespace that it may not look at, and sweeps others',
    async () => {
      await using host = await PluginHost.open(executable)
      await host.journal.write(recordOf(host, 'hidden', 'a'))
      await host.journal.write(recordOf(host, 'gone', 'b', gone(host, 'x')))
      await host.journal.write(recordOf(host, 'ended', 'c', { netns: '/proc/4194305/ns/net' }))
      const { status, answer } = await sweep(host, {}, withoutCapabilities)
      const reason = 'has lost its namespace'
      expect([status, answer]).toMatchObject([
        0,
        {
          swept: [
            { containerId: 'ended', reason },
            { containerId: 'gone', reason },
          ],
        },
      ])
      expect(await host.stateFiles()).toEqual(['hidden@eth0.json'])
    },
  )

  test('SWEEP tells the agent of every DEL', async () => {
    await using host = await PluginHost.open(executable)
    await host.journal.write(recordOf(host, 'c1', 'a', { bootId: 'then', decision: 'd-1' }))
    await sweep(host)
    const about = { type: 'report', command: 'DEL', containerId: 'c1', ifname: 'eth0', decision: 'd-1' }
    expect(await host.agent.report()).toEqual({ ...about, outcome: 'done' })
  })

  test('SWEEP finds the delegates of an older record by its own CNI_PATH', async () => {
    await using host = await PluginHost.open(executable)
    await host.journal.write(recordOf(host, 'c1', 'a', { bootId: '', cniPath: '', ...gone(host, 'x') }))
    const without = await sweep(host)
    expect(without).toMatchObject({ status: 1, answer: { failed: [{ containerId: 'c1' }] } })
    expect(without.stdout).toContain('put an executable file of that name into CNI_PATH')
    expect(await sweep(host, { CNI_PATH: host.binDir })).toMatchObject({ status: 0, answer: { failed: [] } })
    expect(await host.stateFiles()).toEqual([])
  })

  test('a delegate that fails keeps its record, and no other from being swept', async () => {
    await using host = await PluginHost.open(executable)
    for (const [id, plugin] of ['ab', 'cc'])
      await host.journal.write(recordOf(host, id ?? '', plugin ?? '', { bootId: 'then' }))
    await host.delegates.tellToFail('b', 'DEL', 11, 'busy')
    const reason = 'is of an earlier boot'
    const error = 'Delegate "b" of network "calico" failed at DEL of eth0: busy'
    expect(await sweep(host)).toMatchObject({
      status: 1,
      answer: {
        swept: [{ containerId: 'c', ifname: 'eth0', reason }],
        failed: [{ containerId: 'a', ifname: 'eth0', reason, error }],
      },
    })
    expect(await host.record('a')).toMatchObject({ containerId: 'a' })
  })

  test('SWEEP leaves alone what another process is working on', async () => {
    await using host = await PluginHost.open(executable)
    await host.journal.write(recordOf(host, 'c1', 'a', { bootId: 'then' }))
    await using gate = await Gate.hold(host, 'a', 'DEL')
    const del = host.call('DEL')
    await gate.reached()
    const halfWritten = join(host.journal.path, 'c1@eth0.json')
    await writeFile(halfWritten, '{"crc32":"')
    expect(await sweep(host)).toMatchObject({ status: 0, answer: clean })
    expect(await readFile(halfWritten, 'utf8')).toBe('{"crc32":"')
    await gate.letThrough()
    expect(await del).toMatchObject({ status: 0 })
    expect(await host.delegates.order()).toEqual(['DEL a eth0'])
  })

  test('SWEEP removes what ended processes have half written, and no record that makes no sense', async () => {
    await using host = await PluginHost.open(executable)
    await mkdir(host.journal.path, { recursive: true })
    const stays = ['a@eth0.json', 'b@eth0.corrupt', 'foreign.json', 'README', '@eth0.json']
    for (const name of stays) await writeFile(join(host.journal.path, name), '{"no":"record"}')
    for (const [name, text] of [
      ['c@net@1', ''],
      ['d@eth0', '{"crc32":"12345678","version":2,'],
    ] as const)
      await writeFile(join(host.journal.path, `${name}.json`), text)
    expect(await sweep(host)).toMatchObject({ status: 0, answer: clean })
    expect(await readdir(host.journal.path)).toEqual(expect.arrayContaining(stays) as unknown)
    expect(await readdir(host.journal.path)).toHaveLength(stays.length)
  })

  // On Node a lock is no file.
  if (executable.name === 'dist/genie')
    test('SWEEP removes the locks that nobody has and no record needs', async () => {
      await using host = await PluginHost.open(executable)
      await host.journal.write(recordOf(host, 'a', 'a'))
      const locks = join(host.stateDir, 'locks')
      await mkdir(locks)
      for (const name of ['a@eth0', 'b@eth0', 'foreign']) await writeFile(join(locks, name), '')
      await using gate = await Gate.hold(host, 'c', 'ADD')
      host.plan(planned('net', 'eth0', ['c']))
      const added = host.call('ADD')
      await gate.reached()
      await sweep(host)
      expect((await readdir(locks)).sort()).toEqual(['a@eth0', 'c1@eth0', 'foreign'])
      await gate.letThrough()
      expect(await added).toMatchObject({ status: 0 })
    })

  test('SWEEP takes no namespace for gone whose file is there, until it sees one', async () => {
    await using host = await PluginHost.open(executable)
    const ids = ['c1', 'c2', 'c3']
    for (const id of ids) {
      await host.journal.write(recordOf(host, id, 'a', gone(host, id)))
      await writeFile(gone(host, id).netns, '')
    }
    await host.journal.write(recordOf(host, 'then', 'b', { bootId: 'then' }))

    const blind = await sweep(host)
    expect(blind.status).toBe(1)
    expect(blind.answer).toMatchObject({
      swept: [{ containerId: 'then' }],
      failed: ids.map((containerId) => ({ containerId, error: expect.any(String) as string })),
    })
    expect(blind.stderr).toBe(
      `genie: Cannot see any network namespace of this boot, ${host.directory}/gone-c1 for one of 3, and sweeps none of them: run SWEEP in the mount namespace of the host\n`,
    )
    expect(await host.delegates.order()).toEqual(['DEL b eth0'])

    await host.journal.write(recordOf(host, 'lives', 'a'))
    const seeing = await sweep(host)
    expect(seeing).toMatchObject({ status: 0, stderr: '', answer: { failed: [] } })
    expect(await host.stateFiles()).toEqual(['lives@eth0.json'])
  })

  test('SWEEP where nothing was ever attached has nothing to do', async () => {
    await using host = await PluginHost.open(executable)
    expect(await sweep(host)).toMatchObject({ status: 0, answer: clean, stderr: '' })
  })

  test('a journal that cannot be listed is code 5', async () => {
    await using host = await PluginHost.open(executable)
    await mkdir(host.stateDir)
    await writeFile(host.journal.path, '')
    expect(await sweep(host)).toMatchObject({
      status: 1,
      answer: { code: 5, msg: `Cannot list ${host.journal.path}: ENOTDIR` },
    })
  })
})
