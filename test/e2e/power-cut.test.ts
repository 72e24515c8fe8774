import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checksum } from '../../collector/journal/checksum.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import { parseRecord } from '../../journal/record-file.ts'
import { deeds, killedAt, noKilling } from '../support/killed-at.ts'
import { Leases } from '../support/leases.ts'
import { LossyDisk, noLossyDisk } from '../support/lossy-disk.ts'
import { pluginExecutables, type PluginExecutable } from '../support/plugin-executables.ts'
import { planned, PluginHost, type PluginOutcome } from '../support/plugin-host.ts'
import { noProduct, product } from '../support/product.ts'

/** Far enough down that the plugin has to make all of it. */
const stateDir = 'lib/cni/genie'
const both = ['c1@eth0', 'c1@net1']

/** A host whose state directory is on a disk that loses its power; its pods get two networks, each with a lease. */
class Ground implements AsyncDisposable {
  readonly host: PluginHost
  readonly disk: LossyDisk
  readonly leases: Leases
  readonly #open: AsyncDisposable

  private constructor(host: PluginHost, disk: LossyDisk, leases: Leases, open: AsyncDisposable) {
    this.host = host
    this.disk = disk
    this.leases = leases
    this.#open = open
  }

  static async open(executable: PluginExecutable): Promise<Ground> {
    await using open = new AsyncDisposableStack()
    const host = open.use(await PluginHost.open(executable))
    host.plan(planned('one', 'eth0', ['lease']), planned('two', 'net1', ['lease']))
    const disk = open.use(await LossyDisk.open(host.directory))
    return new Ground(host, disk, await Leases.install(host.binDir), open.move())
  }

  call(command: string, through: readonly string[] = []): Promise<PluginOutcome> {
    const genie = { stateDir: join(this.disk.path, stateDir) }
    return this.host.call(command, { conf: { genie }, through: [...this.disk.inside, ...through] })
  }

  /** From now on an ADD of that interface cuts the power half-way, and nobody goes on. */
  async cutPowerAt(ifname: string): Promise<void> {
    await this.leases.halfWay(ifname, `${this.disk.cutter} ${this.disk.path}; kill -9 $PPID $$`)
  }

  async cutPower(): Promise<void> {
    await this.disk.cutPower()
    await this.disk.restart()
  }

  async record(): Promise<AttachmentRecord | null> {
    const path = this.disk.at(`${stateDir}/journal/c1@eth0.json`)
    return parseRecord(await readFile(path, 'utf8').catch(() => ''), checksum)
  }

  /** What a sweep leaves of a pod, anywhere. */
  async left(): Promise<readonly string[]> {
    expect(await this.call('SWEEP')).toMatchObject({ status: 0 })
    const files = await readdir(this.disk.at('lib'), { recursive: true, withFileTypes: true }).catch(() => [])
    return [...files.filter((file) => file.isFile()).map(({ name }) => name), ...(await this.leases.held())]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open[Symbol.asyncDispose]()
  }
}

describe.skipIf(noLossyDisk !== '').each(pluginExecutables)(
  `A power cut and $name${noLossyDisk}`,
  (executable) => {
    test.each([
      ['first', 'eth0', ['c1@eth0']],
      ['second', 'net1', both],
    ])(
      'in the middle of the %s delegate leaves a record from which DEL undoes both',
      async (_, ifname, held) => {
        await using ground = await Ground.open(executable)
        await ground.cutPowerAt(ifname)
        expect(await ground.call('ADD')).toMatchObject({ status: null, stdout: '' })
        await ground.disk.restart()
        expect(await ground.leases.held()).toEqual(held)
        expect(await ground.record()).toMatchObject({
          state: 'pending',
          attachments: [{ ifname: 'eth0' }, { ifname: 'net1' }],
        })
        expect(await ground.call('DEL')).toMatchObject({ status: 0 })
        expect(await ground.left()).toEqual([])
      },
    )

    test('after an ADD leaves a record, whole, of before or after the last delegate', async () => {
      await using ground = await Ground.open(executable)
      expect(await ground.call('ADD')).toMatchObject({ status: 0 })
      await ground.cutPower()
      expect(['pending', 'done']).toContain((await ground.record())?.state)
      expect(await ground.call('DEL')).toMatchObject({ status: 0 })
      expect(await ground.left()).toEqual([])
    })

    test('after a DEL may bring the record back, and DEL succeeds again', async () => {
      await using ground = await Ground.open(executable)
      await ground.call('ADD')
      expect(await ground.call('DEL')).toMatchObject({ status: 0 })
      await ground.cutPower()
      expect(await ground.call('DEL')).toMatchObject({ status: 0 })
      expect(await ground.left()).toEqual([])
    })
  },
)

const reason = noLossyDisk || noProduct || noKilling

describe.skipIf(reason !== '')(`A power cut and dist/genie${reason}`, () => {
  test('takes away what is not synced, so that the tests above can fail', async () => {
    await using ground = await Ground.open(product)
    await ground.cutPowerAt('eth0')
    await ground.call('ADD', ['strace', '-o', '/dev/null', '-e', 'inject=fsync:retval=0'])
    await ground.disk.restart()
    expect([await ground.record(), await ground.leases.held()]).toEqual([null, ['c1@eth0']])
  })

  test('at any moment of an ADD leaves nothing that DEL does not undo', async () => {
    await using ground = await Ground.open(product)
    const faults: object[] = []
    let kills = 0
    for (const deed of deeds)
      for (let time = 1, status: number | null = null; status === null; time++) {
        ;({ status } = await ground.call('ADD', killedAt(deed, time)))
        await ground.cutPower()
        const { status: undone } = await ground.call('DEL')
        const left = await ground.left()
        if (undone !== 0 || left.length > 0) faults.push({ deed, time, undone, left })
        await ground.disk.renew()
        kills += 1
      }
    expect(faults).toEqual([])
    expect(kills).toBeGreaterThan(40)
  })
})
