import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Gate } from '../support/gate.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'

const execute = promisify(execFile)
const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0

/** What the kernel says; empty where it says nothing. */
async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim()
}

/** A disk of 64 kB as the state directory. */
class SmallDisk implements AsyncDisposable {
  readonly #path: string
  readonly filler: string
  private constructor(path: string) {
    this.#path = path
    this.filler = join(path, 'filler')
  }

  static async mount(path: string): Promise<SmallDisk> {
    await mkdir(path)
    await execute('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'genie-journal-test', path])
    return new SmallDisk(path)
  }

  async fill(): Promise<void> {
    await expect(writeFile(this.filler, Buffer.alloc(1024 * 1024))).rejects.toThrow('ENOSPC')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await execute('umount', ['-l', this.#path])
  }
}

describe.each(pluginExecutables)('$name', (executable) => {
  test('ADD leaves a record with all that a DEL needs which nobody asks for', async () => {
    await using host = await PluginHost.open(executable)
    const one = planned('one', 'eth0', [{ type: 'a', capabilities: { mac: true } }])
    host.plan({ ...one, nad: 'ns/one', runtimeConfig: '{"mac":"02:00:00:00:00:01"}', cniArgs: '{"x":1}' })
    await host.delegates.tellToPrint('a', 'ADD', '{"cniVersion":"1.0.0","ips":[]}')
    await host.call('ADD')
    expect(await host.record()).toEqual({
      version: 2,
      state: 'done',
      containerId: 'c1',
      ifname: 'eth0',
      netns: host.netns,
      bootId: await bootId(),
      cniArgs: 'IgnoreUnknown=1;K8S_POD_NAMESPACE=ns;K8S_POD_NAME=pod;K8S_POD_UID=u-1',
      cniPath: `/nowhere:${host.binDir}`,
      podNamespace: 'ns',
      podName: 'pod',
      podUid: 'u-1',
      decision: 'd-1',
      attachments: [
        {
          network: 'one',
          ifname: 'eth0',
          nad: 'ns/one',
          conflist: one.conflist,
          runtimeConfig: '{"mac":"02:00:00:00:00:01"}',
          cniArgs: '{"x":1}',
          result: '{"cniVersion":"1.0.0","ips":[]}',
        },
      ],
    })
  })

  test('an ADD that is killed leaves a record from which DEL undoes it', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']), planned('two', 'net1', ['c']))
    await using gate = await Gate.hold(host, 'b', 'ADD')

    const child = host.start('ADD')
    await gate.reached()
    expect(await host.record()).toMatchObject({ state: 'pending', attachments: [{}, {}] })
    child.kill('SIGKILL')
    await PluginHost.outcomeOf(child)
    await gate.letThrough()

    expect(await host.call('DEL')).toMatchObject({ status: 0 })
    expect((await host.delegates.order()).slice(2)).toEqual(['DEL c net1', 'DEL b eth0', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
  })

  test('an ADD that is asked to stop lets its delegate finish, starts no other and undoes', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']))
    await using gate = await Gate.hold(host, 'a', 'ADD')

    const child = host.start('ADD')
    const outcome = PluginHost.outcomeOf(child)
    await gate.reached()
    child.kill('SIGTERM')
    await gate.letThrough()

    expect(await outcome).toMatchObject({ status: 1, answer: { code: 11 } })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
  })

  test('a DEL waits for the ADD that is running', async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a', 'b']))
    await using gate = await Gate.hold(host, 'a', 'ADD')

    const add = host.call('ADD')
    await gate.reached()
    const del = host.call('DEL')
    await gate.letThrough()

    expect(await add).toMatchObject({ status: 0 })
    expect(await del).toMatchObject({ status: 0 })
    expect(await host.delegates.order()).toEqual(['ADD a eth0', 'ADD b eth0', 'DEL b eth0', 'DEL a eth0'])
    expect(await host.stateFiles()).toEqual([])
  })

  test(`${executable.crowd} pods at once each get their record, whole`, async () => {
    await using host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['a']), planned('two', 'net1', ['b']))
    const ids = Array.from({ length: executable.crowd }, (_, index) => `pod-${index}`)
    const callAll = (command: string) =>
      Promise.all(ids.map((id) => host.call(command, { env: { CNI_CONTAINERID: id } })))

    for (const { status } of await callAll('ADD')) expect(status).toBe(0)
    for (const id of ids) {
      const record = await host.record(id)
      expect(record).toMatchObject({ state: 'done', containerId: id, attachments: [{}, {}] })
    }
    for (const { status } of await callAll('DEL')) expect(status).toBe(0)
    expect(await host.stateFiles()).toEqual([])
  })

  describe.skipIf(!isRootOnLinux)(
    'on a disk of its own (skipped unless root on Linux, who may mount one)',
    () => {
      test('a full disk is code 5 before anything runs', async () => {
        await using host = await PluginHost.open(executable)
        host.plan(planned('one', 'eth0', ['a']))
        await using disk = await SmallDisk.mount(host.stateDir)
        await disk.fill()

        const outcome = await host.call('ADD')
        expect(outcome).toMatchObject({ status: 1, answer: { code: 5 } })
        expect(outcome.stdout).toContain('the disk is full, free some space (ENOSPC)')
        expect(await host.delegates.calls()).toEqual([])
        expect(await host.record()).toBe(null)
        expect(await host.call('DEL')).toMatchObject({ status: 0 })

        await rm(disk.filler)
        expect(await host.call('ADD')).toMatchObject({ status: 0 })
        await disk.fill()
        expect(await host.call('DEL')).toMatchObject({ status: 0 })
        expect(await host.delegates.order()).toEqual(['ADD a eth0', 'DEL a eth0'])
      })

      test('a disk that fills up while delegates run is code 5, and all is undone', async () => {
        await using host = await PluginHost.open(executable)
        host.plan(planned('one', 'eth0', ['a']), planned('two', 'net1', ['b']))
        await using disk = await SmallDisk.mount(host.stateDir)
        // What is added to the record must not find room in the block that it ends in.
        const result = `{"dns":{"domain":"${'x'.repeat(8192)}"}}`
        await host.delegates.tell(
          'b',
          'ADD',
          `dd if=/dev/zero of=${disk.filler} 2>/dev/null; echo '${result}'`,
        )

        expect(await host.call('ADD')).toMatchObject({ status: 1, answer: { code: 5 } })
        expect((await host.delegates.order()).slice(2)).toEqual(['DEL b net1', 'DEL a eth0'])
        expect(await host.record()).toBe(null)
      })
    },
  )
})
