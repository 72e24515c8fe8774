import { rm } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { deeds, killedAt, noKilling } from '../support/killed-at.ts'
import { Leases } from '../support/leases.ts'
import { planned, PluginHost, type CallOptions, type PluginOutcome } from '../support/plugin-host.ts'
import { noProduct, product } from '../support/product.ts'

const both = ['c1@eth0', 'c1@net1']
/** An ADD of two networks has more deeds than that, and a DEL of them. */
const [deedsOfAdd, deedsOfDel] = [40, 20]

/** A host whose pods get two networks, each with a lease. */
class Ground implements AsyncDisposable {
  readonly host: PluginHost
  readonly leases: Leases
  readonly faults: object[] = []
  kills = 0
  #moment = ''

  private constructor(host: PluginHost, leases: Leases) {
    this.host = host
    this.leases = leases
  }

  static async open(): Promise<Ground> {
    const host = await PluginHost.open(product)
    host.plan(planned('one', 'eth0', ['lease']), planned('two', 'net1', ['lease']))
    return new Ground(host, await Leases.install(host.binDir))
  }

  /** Does something with the plugin killed at its first deed of a kind, at its second and so on, until it survives. */
  async killAtEach(round: (killed: CallOptions) => Promise<PluginOutcome>): Promise<void> {
    for (const deed of deeds) this.kills += await this.#killAt(deed, round)
  }

  expect(about: string, what: unknown, wanted: unknown): void {
    const { faults } = this
    if (JSON.stringify(what) !== JSON.stringify(wanted))
      faults.push({ at: this.#moment, about, what, wanted })
  }

  async state(): Promise<string | null> {
    return (await this.host.record())?.state ?? null
  }

  async #killAt(deed: string, round: (killed: CallOptions) => Promise<PluginOutcome>): Promise<number> {
    for (let time = 1; ; time++) {
      this.#moment = `${deed} ${time}`
      await rm(this.host.stateDir, { recursive: true, force: true })
      const { status } = await round({ through: killedAt(deed, time) })
      await this.#undo()
      if (status !== null) return time - 1
    }
  }

  /** As a runtime does, and twice, which has to make no difference; then one sweep. */
  async #undo(): Promise<void> {
    const { status } = await this.host.call('DEL')
    this.expect('DEL', [status, await this.state(), await this.leases.held()], [0, null, []])
    const ends = [await this.host.call('DEL'), await this.host.call('SWEEP')].map((end) => end.status)
    this.expect('the end', [...ends, await this.host.stateFiles()], [0, 0, []])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.host[Symbol.asyncDispose]()
  }
}

const reason = noProduct || noKilling

describe.skipIf(reason !== '')(`dist/genie, killed at any call${reason}`, { timeout: 60_000 }, () => {
  test('of an ADD, leaves nothing that DEL does not find, and has told of nothing that is not there', async () => {
    await using ground = await Ground.open()
    await ground.killAtEach(async (killed) => {
      const outcome = await ground.host.call('ADD', killed)
      const isTold = outcome.stdout !== ''
      if (isTold) ground.expect('ADD', [await ground.state(), await ground.leases.held()], ['done', both])
      return outcome
    })
    expect(ground.faults).toEqual([])
    expect(ground.kills).toBeGreaterThan(deedsOfAdd)
  })

  test('of an ADD, can be asked for the same again', async () => {
    await using ground = await Ground.open()
    await ground.killAtEach(async (killed) => {
      const outcome = await ground.host.call('ADD', killed)
      const wasDone = (await ground.state()) === 'done'
      const again = await ground.host.call('ADD')
      ground.expect('the second ADD', again.status, wasDone ? 1 : 0)
      if (wasDone) ground.expect('its code', (again.answer as { code?: number }).code, 102)
      ground.expect('its deeds', [await ground.state(), await ground.leases.held()], ['done', both])
      return outcome
    })
    expect(ground.faults).toEqual([])
    expect(ground.kills).toBeGreaterThan(deedsOfAdd)
  })

  test('of an ADD that tries another network, leaves nothing that DEL does not find', async () => {
    await using ground = await Ground.open()
    const { host, leases } = ground
    const plan = (decision: string, ifname: string) => ({
      type: 'plan' as const,
      attachments: [planned('one', 'eth0', ['lease']), planned('two', ifname, ['lease'])],
      ...{ decision, canRetry: true },
    })
    await leases.halfWay('full', `echo '{"code":11,"msg":"no IP addresses available in range set"}'; exit 1`)
    host.agent.answer = () => plan('d-1', 'full')
    host.agent.next = () => plan('d-2', 'net1')
    await ground.killAtEach(async (killed) => {
      const outcome = await host.call('ADD', killed)
      const { state, decision } = (await host.record()) ?? {}
      if (state === 'done') ground.expect('ADD', [decision, await leases.held()], ['d-2', both])
      if (outcome.status !== null) ground.expect('the end', [outcome.status, state], [0, 'done'])
      return outcome
    })
    expect(ground.faults).toEqual([])
    expect(ground.kills).toBeGreaterThan(deedsOfAdd)
  })

  test.each<[string, CallOptions]>([
    ['DEL', {}],
    ['GC', { conf: { cniVersion: '1.1.0', 'cni.dev/valid-attachments': [] } }],
  ])('of a %s, leaves the record as long as anything is left', async (command, options) => {
    await using ground = await Ground.open()
    await ground.killAtEach(async (killed) => {
      await ground.host.call('ADD')
      const outcome = await ground.host.call(command, { ...options, ...killed })
      const [state, held] = [await ground.state(), await ground.leases.held()]
      if (held.length > 0) ground.expect(`what ${command} has left`, state, 'done')
      if (outcome.status !== null) ground.expect(command, [outcome.status, state, held], [0, null, []])
      return outcome
    })
    expect(ground.faults).toEqual([])
    expect(ground.kills).toBeGreaterThan(deedsOfDel)
  })
})
