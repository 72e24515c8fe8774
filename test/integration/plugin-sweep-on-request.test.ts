import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { makeRecord, makeRecordedAttachment } from '../support/make-record.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'

const wanted = (host: PluginHost) => join(host.stateDir, 'sweep-wanted')

async function ask(host: PluginHost): Promise<void> {
  await mkdir(host.stateDir, { recursive: true })
  await writeFile(wanted(host), '')
}

/** A record that is stale, of a container that is attached to a network of one plugin. */
const stale = (host: PluginHost, containerId: string, plugin: string): AttachmentRecord =>
  makeRecord({
    ...{ containerId, bootId: 'then', netns: join(host.directory, 'gone'), cniPath: host.binDir },
    attachments: [
      makeRecordedAttachment({
        network: plugin,
        conflist: JSON.stringify({ cniVersion: '1.0.0', name: plugin, plugins: [{ type: plugin }] }),
      }),
    ],
  })

async function attached(host: PluginHost): Promise<void> {
  host.plan(planned('net', 'eth0', ['a']))
  expect(await host.call('ADD')).toMatchObject({ status: 0 })
}

describe.skipIf(process.platform !== 'linux').each(pluginExecutables)('$name', (executable) => {
  test('a DEL sweeps after its own work if the agent has asked, says so, and the next one does not', async () => {
    await using host = await PluginHost.open(executable)
    await attached(host)
    await host.journal.write(stale(host, 'left', 'b'))
    await ask(host)
    expect(await host.call('DEL')).toMatchObject({
      status: 0,
      stdout: '',
      stderr: 'genie: Swept 1 on request of the agent (left@eth0 is of an earlier boot)\n',
    })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0', 'DEL b eth0'])
    expect(await host.stateFiles()).toEqual([])
    await host.journal.write(stale(host, 'later', 'b'))
    expect(await host.call('DEL')).toMatchObject({ status: 0, stderr: '' })
    expect(await host.stateFiles()).toEqual(['later@eth0.json'])
  })

  test('neither an ADD nor a DEL that fails sweeps, and the request stays', async () => {
    await using host = await PluginHost.open(executable)
    await host.journal.write(stale(host, 'left', 'b'))
    await ask(host)
    await attached(host)
    await host.delegates.tellToFail('a', 'DEL', 11, 'busy')
    expect(await host.call('DEL')).toMatchObject({ status: 1, answer: { code: 11 } })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0'])
    expect(existsSync(wanted(host))).toBe(true)
  })

  test('a sweep that fails costs no DEL, and is not tried by the next until the agent asks again', async () => {
    await using host = await PluginHost.open(executable)
    await host.journal.write(stale(host, 'left', 'b'))
    await host.delegates.tellToFail('b', 'DEL', 11, 'busy')
    await ask(host)
    const { status, stdout, stderr } = await host.call('DEL')
    expect([status, stdout]).toEqual([0, ''])
    expect(stderr).toContain(
      'could not sweep left@eth0: Delegate "b" of network "b" failed at DEL of eth0: busy',
    )
    expect(await readdir(host.journal.path)).toEqual(['left@eth0.json'])
    expect(existsSync(wanted(host))).toBe(false)
  })

  test('a delegate that hangs holds a DEL for seconds only, and what was left is asked for again', async () => {
    await using host = await PluginHost.open(executable)
    for (const id of ['l1', 'l2']) await host.journal.write(stale(host, id, 'b'))
    await host.delegates.tell('b', 'DEL', 'sleep 60\n')
    await ask(host)
    const begunAt = performance.now()
    const { status, stderr } = await host.call('DEL')
    expect(performance.now() - begunAt).toBeLessThan(8_000)
    expect(status).toBe(0)
    expect(stderr).toContain('did not end its DEL of eth0 within')
    expect(stderr).toContain('; left 1 to the next DEL')
    expect(await readdir(host.journal.path)).toEqual(['l1@eth0.json', 'l2@eth0.json'])
    expect(existsSync(wanted(host))).toBe(true)
  })

  test('sixteen at most are swept by one DEL, the others by the next', async () => {
    await using host = await PluginHost.open(executable)
    const ids = Array.from({ length: 18 }, (_, index) => `left-${index}`)
    for (const id of ids) await host.journal.write({ ...stale(host, id, 'b'), attachments: [] })
    await ask(host)
    expect((await host.call('DEL')).stderr).toContain('Swept 16 on request')
    expect(existsSync(wanted(host))).toBe(true)
    expect((await host.call('DEL')).stderr).toContain('Swept 2 on request')
    expect(await host.stateFiles()).toEqual([])
  })

  test('of many DELs at once one takes the request', async () => {
    await using host = await PluginHost.open(executable)
    await host.journal.write(stale(host, 'left', 'b'))
    await ask(host)
    const env = (id: number) => ({ env: { CNI_CONTAINERID: `c-${id}` } })
    const outcomes = await Promise.all(Array.from({ length: 6 }, (_, id) => host.call('DEL', env(id))))
    expect(outcomes.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 0])
    expect(outcomes.filter(({ stderr }) => stderr !== '')).toHaveLength(1)
    expect(await host.delegates.order()).toEqual(['DEL b eth0'])
  })

  test('a request that cannot be taken is told, and costs no DEL', async () => {
    await using host = await PluginHost.open(executable)
    await ask(host)
    await mkdir(`${wanted(host)}.taken/full`, { recursive: true })
    const outcome = await host.call('DEL')
    expect(outcome).toMatchObject({ status: 0, stdout: '' })
    expect(outcome.stderr).toContain(`genie: Cannot sweep as ${wanted(host)} asks`)
  })
})
