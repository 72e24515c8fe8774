import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ManualClock } from '../service-kit/clock.ts'
import { createLogger } from '../service-kit/logger.ts'
import type { ProbeCommand } from './probe-call.ts'
import { ProbeAttachments } from './probe-attachments.ts'
import { probeSandbox } from './probe-sandbox.ts'

const prefix = 'genie-test-probe-'
const stateDir = '/var/lib/cni/genie-test'
const namespaceOf = (network: string) => probeSandbox(prefix, stateDir, network).namespace

/** A machine that keeps namespaces and attachments in memory, as `ip` and the plugin would. */
class MachineInMemory {
  readonly names = new Map<string, 'empty' | 'attached' | 'broken'>()
  readonly calls: string[] = []
  refuses: ProbeCommand | null = null
  #held: { readonly name: string; readonly until: Promise<void> } | null = null

  /** Has the ADD of a network last until its promise is resolved. */
  holds(network: string): PromiseWithResolvers<undefined> {
    const held = Promise.withResolvers<undefined>()
    this.#held = { name: namespaceOf(network), until: held.promise }
    return held
  }

  namespaces(begin: string) {
    return Promise.resolve([...this.names.keys()].filter((name) => name.startsWith(begin)))
  }
  makeNamespace(name: string) {
    if (this.names.has(name)) return Promise.reject(new Error('File exists'))
    this.names.set(name, 'empty')
    return Promise.resolve()
  }
  removeNamespace(name: string) {
    this.names.delete(name)
    return Promise.resolve()
  }
  endProcesses() {
    return Promise.resolve()
  }
  address(name: string) {
    return Promise.resolve(this.names.get(name) === 'attached' ? '10.0.0.2' : null)
  }
  async call(command: ProbeCommand, name: string) {
    this.calls.push(command)
    if (command === 'ADD' && name === this.#held?.name) await this.#held.until
    const state = this.names.get(name)
    if (command === this.refuses || (command === 'CHECK' && state !== 'attached'))
      throw new Error(`${command} failed: no`)
    if (command === 'ADD') this.names.set(name, 'attached')
    if (command === 'DEL' && state !== undefined) this.names.set(name, 'empty')
  }
}

describe('ProbeAttachments', () => {
  let machine: MachineInMemory
  let clock: ManualClock
  const logger = createLogger('silent')
  const attachments = () => new ProbeAttachments({ machine, prefix, stateDir, clock, logger })

  beforeEach(() => {
    machine = new MachineInMemory()
    clock = new ManualClock()
  })

  test('attach every network once', async () => {
    const kept = attachments()
    await kept.reconcile(['a', 'b'])
    await kept.reconcile(['a', 'b'])
    expect(kept.all().map(({ network, address }) => [network, address])).toEqual([
      ['a', '10.0.0.2'],
      ['b', '10.0.0.2'],
    ])
    expect(machine.calls).toEqual(['DEL', 'DEL', 'ADD', 'ADD'])
  })

  test('keep what an earlier prober has made, if it is healthy', async () => {
    await attachments().reconcile(['a'])
    machine.calls.length = 0
    const next = attachments()
    await next.reconcile(['a'])
    expect(machine.calls).toEqual(['CHECK'])
    expect(next.all()).toHaveLength(1)
  })

  test('make anew what is broken, once they look at it again', async () => {
    const kept = attachments()
    await kept.reconcile(['a'])
    machine.names.set(namespaceOf('a'), 'broken')
    kept.suspect('a')
    await kept.reconcile(['a'])
    expect(machine.calls).not.toContain('CHECK')
    clock.advance(60_000)
    await kept.reconcile(['a'])
    expect(machine.calls).toEqual(['DEL', 'ADD', 'CHECK', 'DEL', 'ADD'])
    expect(machine.names.get(namespaceOf('a'))).toBe('attached')
  })

  test("make anew within half a minute what a runtime's GC has undone, and ask no plugin about the others", async () => {
    const kept = attachments()
    await kept.reconcile(['a', 'b'])
    machine.names.set(namespaceOf('a'), 'empty')
    machine.calls.length = 0
    clock.advance(30_000)
    await kept.reconcile(['a', 'b'])
    expect(machine.calls).toEqual(['CHECK', 'DEL', 'ADD'])
    expect(kept.all()).toHaveLength(2)
    clock.advance(270_000)
    await kept.reconcile(['a', 'b'])
    expect(machine.calls.slice(3)).toEqual(['CHECK'])
  })

  test('undo what no network needs any more, also that of an earlier prober, and touch nothing else', async () => {
    machine.names.set('genie-test-other', 'attached')
    machine.names.set(probeSandbox(prefix, '/another', 'a').namespace, 'attached')
    await attachments().reconcile(['a', 'b'])
    await attachments().reconcile(['b'])
    expect(machine.names.has(namespaceOf('a'))).toBe(false)
    expect(machine.names.size).toBe(3)
    await attachments().reconcile([])
    expect(machine.names.size).toBe(2)
  })

  test('put off a network whose ADD fails, leave nothing of it, and say why', async () => {
    const kept = attachments()
    machine.refuses = 'ADD'
    for (let at = 0; at < 5; at++) await kept.reconcile(['a'])
    expect(machine.calls).toEqual(['DEL', 'ADD', 'DEL'])
    expect(machine.names.size).toBe(0)
    expect(kept.faults().get('a')).toBe('Cannot attach a probe to a, which is tried again: ADD failed: no')
    machine.refuses = null
    clock.advance(10_000)
    await kept.reconcile(['a'])
    expect(kept.all()).toHaveLength(1)
    expect(kept.faults().size).toBe(0)
  })

  test('keep the namespace of what a DEL could not undo, by which it is tried again', async () => {
    await attachments().reconcile(['a'])
    machine.refuses = 'DEL'
    const next = attachments()
    await next.reconcile([])
    expect(machine.names.size).toBe(1)
    machine.refuses = null
    await next.reconcile([])
    expect(machine.names.size).toBe(1)
    clock.advance(10_000)
    await next.reconcile([])
    expect(machine.names.size).toBe(0)
    expect(next.faults().size).toBe(0)
  })

  test('say once why something cannot be undone', async () => {
    await attachments().reconcile(['a'])
    machine.refuses = 'DEL'
    const lines: string[] = []
    const logger = { info: () => undefined, warn: (line: string) => void lines.push(line) }
    const next = new ProbeAttachments({ machine, prefix, stateDir, clock, logger })
    for (let at = 0; at < 3; at++) {
      await next.reconcile([])
      clock.advance(600_000)
    }
    expect(lines).toEqual([`Cannot remove the probe in namespace ${namespaceOf('a')}: DEL failed: no`])
  })

  test('let no network wait for the ADD of another, and begin nothing twice', async () => {
    const kept = attachments()
    const slow = machine.holds('a')
    const many = Array.from({ length: 20 }, (_, index) => `b${index}`)
    const first = kept.reconcile(['a', ...many])
    await vi.waitUntil(() => kept.all().length === many.length)
    const second = kept.reconcile(['a', ...many])
    const third = kept.reconcile(many)
    expect(machine.calls.filter((command) => command === 'ADD')).toHaveLength(many.length + 1)
    slow.resolve(undefined)
    await Promise.all([first, second, third])
    await kept.reconcile(many)
    expect(machine.names.has(namespaceOf('a'))).toBe(false)
    expect(kept.all()).toHaveLength(many.length)
  })

  test('refuse a network that no annotation can ask for', async () => {
    const kept = attachments()
    await kept.reconcile(['a,b'])
    expect(machine.calls).toEqual([])
    expect(kept.faults().get('a,b')).toContain('no annotation can ask')
  })
})
