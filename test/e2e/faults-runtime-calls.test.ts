import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPossible, type RuntimeCall } from '../support/attachment-model.ts'
import { Leases } from '../support/leases.ts'
import { planned, PluginHost, type CallOptions } from '../support/plugin-host.ts'
import { noProduct, product } from '../support/product.ts'

const containers = ['c1', 'c2', 'c3']
const inFlight = 32
const runs = 12

/** What a runtime out of its mind may ask; the containers are those that a GC is to undo. */
interface Asked {
  readonly command: RuntimeCall['command'] | 'SWEEP'
  readonly containers: readonly string[]
}

const one = fc.constantFrom(...containers).map((container) => [container])
const ofOne = (command: Asked['command']) => one.map((of): Asked => ({ command, containers: of }))
const asked: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 4, arbitrary: ofOne('ADD') },
  { weight: 3, arbitrary: ofOne('DEL') },
  { weight: 2, arbitrary: ofOne('CHECK') },
  {
    weight: 1,
    arbitrary: fc.subarray(containers).map((some): Asked => ({ command: 'GC', containers: some })),
  },
  { weight: 1, arbitrary: fc.constant<Asked>({ command: 'SWEEP', containers: [] }) },
)

/** A host whose pods get two networks, each with a lease, and all that was asked of it. */
class Ground implements AsyncDisposable {
  readonly host: PluginHost
  readonly leases: Leases
  readonly #history = new Map<string, RuntimeCall[]>(containers.map((container) => [container, []]))

  private constructor(host: PluginHost, leases: Leases) {
    this.host = host
    this.leases = leases
  }

  static async open(): Promise<Ground> {
    const host = await PluginHost.open(product)
    host.plan(planned('one', 'eth0', ['lease']), planned('two', 'net1', ['lease']))
    return new Ground(host, await Leases.install(host.binDir))
  }

  /** Asks all of it in this order, many at a time. */
  async askAll(all: readonly Asked[]): Promise<void> {
    const rest = all.values()
    const worker = async () => {
      for (const each of rest) await this.#ask(each)
    }
    await Promise.all(Array.from({ length: inFlight }, worker))
  }

  /** The calls of the containers whose answers make no sense. */
  nonsense(): readonly (readonly RuntimeCall[])[] {
    return [...this.#history.values()].filter((calls) => !isPossible(calls))
  }

  async #ask({ command, containers: concerned }: Asked): Promise<void> {
    const startedAt = performance.now()
    const { status, answer } = await this.host.call(command, optionsOf(command, concerned))
    const endedAt = performance.now()
    const code = status === 0 ? 0 : (answer as { code: number }).code
    if (command === 'SWEEP') expect(code).toBe(0)
    else for (const each of concerned) this.#history.get(each)?.push({ command, startedAt, endedAt, code })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.host[Symbol.asyncDispose]()
  }
}

function optionsOf(command: string, concerned: readonly string[]): CallOptions {
  if (command !== 'GC') return { env: { CNI_CONTAINERID: concerned[0] } }
  const valid = containers.filter((container) => !concerned.includes(container))
  const list = valid.map((containerID) => ({ containerID, ifname: 'eth0' }))
  return { conf: { cniVersion: '1.1.0', 'cni.dev/valid-attachments': list } }
}

describe.skipIf(noProduct !== '')(`Runtime calls in any order${noProduct}`, () => {
  test(`${inFlight} at a time, are answered as if one came after the other`, async () => {
    const property = fc.asyncProperty(fc.array(asked, { minLength: 64, maxLength: 96 }), async (all) => {
      await using ground = await Ground.open()
      await ground.askAll(all)
      expect(ground.nonsense()).toEqual([])
      await ground.askAll(containers.map((container) => ({ command: 'DEL', containers: [container] })))
      expect([await ground.leases.held(), await ground.host.stateFiles()]).toEqual([[], []])
    })
    await fc.assert(property, { numRuns: runs, interruptAfterTimeLimit: 60_000 })
  })
})

describe('The model of runtime calls', () => {
  const call = (command: RuntimeCall['command'], code: number, startedAt: number, endedAt = startedAt) => ({
    ...{ command, code, startedAt, endedAt },
  })

  test.each<[string, readonly RuntimeCall[]]>([
    ['two ADDs in a row that both succeed', [call('ADD', 0, 1), call('ADD', 0, 2)]],
    [
      'an ADD that is told of another after its DEL',
      [call('ADD', 0, 1), call('DEL', 0, 2), call('ADD', 102, 3)],
    ],
    ['a CHECK that finds what nobody has attached', [call('CHECK', 0, 1)]],
    ['a CHECK that misses what is attached', [call('ADD', 0, 1), call('CHECK', 3, 2)]],
    ['a GC that leaves what it is to undo', [call('ADD', 0, 1), call('GC', 0, 2), call('CHECK', 0, 3)]],
    [
      'two of three ADDs at once that succeed',
      [call('ADD', 0, 1, 9), call('ADD', 0, 1, 9), call('ADD', 102, 1, 9)],
    ],
  ])('refuses %s', (_, calls) => {
    expect(isPossible(calls)).toBe(false)
  })

  test.each<[string, readonly RuntimeCall[]]>([
    ['calls in order', [call('DEL', 0, 1), call('ADD', 0, 2), call('ADD', 102, 3), call('CHECK', 0, 4)]],
    ['a DEL between two ADDs at once', [call('ADD', 0, 1, 9), call('ADD', 0, 2, 9), call('DEL', 0, 3, 9)]],
    ['a GC that leaves an ADD alone', [call('ADD', 0, 1, 3), call('GC', 0, 2, 4), call('CHECK', 0, 5)]],
  ])('takes %s', (_, calls) => {
    expect(isPossible(calls)).toBe(true)
  })
})
