import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Leases } from '../support/leases.ts'
import { pluginExecutables, type PluginExecutable } from '../support/plugin-executables.ts'
import { planned, PluginHost } from '../support/plugin-host.ts'
import { noProduct, product } from '../support/product.ts'

const precious = 'precious\n'
const name = 'c1@eth0'

/** A host whose pods get two networks, each with a lease, and whose state somebody damages. */
class Ground implements AsyncDisposable {
  readonly host: PluginHost
  readonly leases: Leases
  /** A file that is none of ours. */
  readonly victim: string

  private constructor(host: PluginHost, leases: Leases) {
    this.host = host
    this.leases = leases
    this.victim = join(host.directory, 'victim')
  }

  static async open(executable: PluginExecutable): Promise<Ground> {
    const host = await PluginHost.open(executable)
    host.plan(planned('one', 'eth0', ['lease']), planned('two', 'net1', ['lease']))
    const ground = new Ground(host, await Leases.install(host.binDir))
    for (const directory of ['journal', 'locks']) await mkdir(ground.at(directory), { recursive: true })
    await writeFile(ground.victim, precious)
    return ground
  }

  at(path: string): string {
    return join(this.host.stateDir, path)
  }

  get record(): string {
    return this.at(`journal/${name}.json`)
  }

  async statusOf(command: string): Promise<number | null> {
    const { status } = await this.host.call(command)
    return status
  }

  /** What DEL has neither undone nor put where people find it. */
  async lost(): Promise<readonly string[]> {
    return existsSync(this.at(`journal/${name}.corrupt`)) ? [] : this.leases.held()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.host[Symbol.asyncDispose]()
  }
}

const oddities: Readonly<Record<string, (path: string, victim: string) => Promise<unknown>>> = {
  'a directory': (path) => mkdir(path),
  'a directory with something in it': (path) => mkdir(join(path, 'something'), { recursive: true }),
  'a pipe': (path) => Promise.resolve(execFileSync('mkfifo', [path])),
  'a file of 70 MB': (path) => writeFile(path, '').then(() => truncate(path, 70 * 1024 * 1024)),
  'a text': (path) => writeFile(path, precious),
  'a link to another file': (path, victim) => symlink(victim, path),
  'a link to a device': (path) => symlink('/dev/zero', path),
  'a link to itself': (path) => symlink(path, path),
}

describe.each(pluginExecutables)('$name', (executable) => {
  test.each(Object.entries(oddities))('sets %s aside that is in place of a record', async (_, make) => {
    await using ground = await Ground.open(executable)
    await make(ground.record, ground.victim)
    const commands = ['DEL', 'ADD', 'DEL', 'SWEEP']
    for (const command of commands) expect(await ground.statusOf(command)).toBe(0)
    expect(await readdir(ground.at('journal'))).toEqual([`${name}.corrupt`])
    expect(await ground.leases.held()).toEqual([])
    expect(await readFile(ground.victim, 'utf8')).toBe(precious)
  })

  test.each(['journal/c1@eth0.json', 'locks/c1@eth0'])('writes through no link at %s', async (path) => {
    await using ground = await Ground.open(executable)
    const nowhere = join(ground.host.directory, 'nowhere')
    for (const target of [ground.victim, nowhere]) {
      await rm(ground.at(path), { force: true })
      await symlink(target, ground.at(path))
      for (const command of ['ADD', 'SWEEP', 'DEL']) await ground.statusOf(command)
      expect(await ground.statusOf('DEL')).toBe(0)
    }
    expect([await readFile(ground.victim, 'utf8'), existsSync(nowhere)]).toEqual([precious, false])
    expect(await ground.leases.held()).toEqual([])
  })

  test.each(['journal', 'locks', ''])('needs no directory %j at DEL', async (directory) => {
    await using ground = await Ground.open(executable)
    expect(await ground.statusOf('ADD')).toBe(0)
    await rm(ground.at(directory), { recursive: true })
    for (const command of ['DEL', 'SWEEP', 'DEL']) expect(await ground.statusOf(command)).toBe(0)
    expect(await ground.leases.held()).toEqual(directory === 'locks' ? [] : ['c1@eth0', 'c1@net1'])
  })

  test.each<[string, (path: string, victim: string) => Promise<unknown>]>([
    ...Object.entries(oddities),
    ['an order that is no list', (path) => writeFile(path, '{"version":1,"order":{"0":"net-b"}}')],
    ['half an order', (path) => writeFile(path, '{"version":1,"order":["net-b"')],
    ['an order of other things', (path) => writeFile(path, '{"version":1,"order":[null,7,["net-b"]]}')],
  ])('goes without the last good order where there is %s', async (_, make) => {
    await using ground = await Ground.open(executable)
    const { host } = ground
    for (const [file, network] of Object.entries({ '10-a.conf': 'net-a', '20-b.conf': 'net-b' }))
      await host.setConf(file, { cniVersion: '1.0.0', name: network, type: 'lease' })
    host.agent.answer = () => ({ line: 'what?' })
    await make(ground.at('last-good.json'), ground.victim)
    const conf = { runtimeConfig: { 'io.kubernetes.cri.pod-annotations': { cni: '' } } }
    expect(await host.call('ADD', { conf })).toMatchObject({ status: 0 })
    expect(await host.record()).toMatchObject({ attachments: [{ network: 'net-a' }] })
  })
})

describe.skipIf(noProduct !== '')(`dist/genie${noProduct}`, () => {
  test('undoes what a damaged record names, or keeps the record for people', async () => {
    await using ground = await Ground.open(product)
    const property = fc.asyncProperty(fc.boolean(), fc.nat(), fc.nat(7), async (isDone, fromEnd, bit) => {
      expect(await ground.statusOf('ADD')).toBe(0)
      const whole = await readFile(ground.record)
      const bytes = isDone ? whole : whole.subarray(0, whole.indexOf('\n') + 1)
      const index = bytes.length - 1 - (fromEnd % bytes.length)
      bytes[index] = (bytes[index] ?? 0) ^ (1 << bit)
      await writeFile(ground.record, bytes)
      expect(await ground.statusOf('DEL')).toBe(0)
      expect(await ground.lost()).toEqual([])
      await empty(ground)
    })
    const lineEnd = 0
    await fc.assert(property, { numRuns: 150, examples: [true, false].map((isDone) => [isDone, lineEnd, 6]) })
  })

  test('undoes what a record names whose second line was cut short', async () => {
    await using ground = await Ground.open(product)
    const property = fc.asyncProperty(fc.nat(), async (cut) => {
      expect(await ground.statusOf('ADD')).toBe(0)
      const bytes = await readFile(ground.record)
      const lineEnd = bytes.indexOf('\n')
      await truncate(ground.record, lineEnd + (cut % (bytes.length - lineEnd)))
      expect(await ground.statusOf('DEL')).toBe(0)
      expect([await ground.leases.held(), await ground.host.stateFiles()]).toEqual([[], []])
    })
    await fc.assert(property, { numRuns: 40, examples: [[0]] })
  })
})

async function empty(ground: Ground): Promise<void> {
  for (const file of await readdir(ground.at('journal'))) await rm(ground.at(`journal/${file}`))
  await ground.leases.returnAll()
}
