import { setImmediate } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { ManualClock } from '../../service-kit/clock.ts'
import type { FigureSource, SourceAnswer } from './figure-source.ts'
import { SourceFault } from './source-fault.ts'
import { SourceRunner } from './source-runner.ts'

const good: SourceAnswer = { figures: new Map([['net', { addressesUsed: 3 }]]), dropped: {} }
const fault = new SourceFault('forbidden', 'Cannot read it: give it the rights')

/** A source that does what it is told next, and remembers its signals. */
class ToldSource implements FigureSource {
  readonly name = 'told'
  readonly kind = 'addresses'
  limitMs = 20
  isAtHand = false
  next: () => Promise<SourceAnswer> = () => Promise.resolve(good)
  readonly signals: AbortSignal[] = []

  read(_: unknown, signal: AbortSignal): Promise<SourceAnswer> {
    this.signals.push(signal)
    return this.next()
  }
}

function setUp() {
  const lines: string[] = []
  const note = (_: object, line?: string) => void lines.push(line ?? '')
  const logger = { warn: note, info: note }
  const [source, clock] = [new ToldSource(), new ManualClock()]
  const runner = new SourceRunner(source, clock, logger)
  const round = async () => {
    clock.advance(10_000)
    return (await runner.read({ at: clock.nowMs(), networks: [] })).figures.size
  }
  return { source, clock, runner, round, lines }
}

describe('SourceRunner', () => {
  test('asks a source that fails after one round, two, four and so on, up to five minutes', async () => {
    const { source, round } = setUp()
    source.next = () => Promise.reject(fault)
    const asked: number[] = []
    for (let index = 0; index < 130; index += 1) {
      const before = source.signals.length
      await round()
      if (source.signals.length > before) asked.push(index)
    }
    expect(asked.slice(0, 6)).toEqual([0, 1, 3, 7, 15, 30])
    expect(asked.slice(6).map((index, at) => index - (asked[at + 5] ?? 0))).toEqual([27, 27, 27])
  })

  test('asks a source that works again in every round', async () => {
    const { source, round, runner, clock } = setUp()
    source.next = () => Promise.reject(fault)
    for (let index = 0; index < 4; index += 1) await round()
    expect(runner.state()).toMatchObject({
      isAvailable: false,
      fault: fault.message,
      dropped: { forbidden: 3 },
    })
    source.next = () => Promise.resolve(good)
    clock.advance(300_000)
    const before = source.signals.length
    expect([await round(), await round(), await round()]).toEqual([1, 1, 1])
    expect(source.signals.length - before).toBe(3)
    expect(runner.state()).toMatchObject({ isAvailable: true, fault: null, succeededAt: clock.nowMs() })
  })

  test('says a fault once for as long as it lasts, and that it is over', async () => {
    const { source, round, lines, clock } = setUp()
    source.next = () => Promise.reject(fault)
    for (let index = 0; index < 20; index += 1) await round()
    source.next = () => Promise.resolve(good)
    clock.advance(300_000)
    await round()
    await round()
    expect(lines).toEqual([fault.message, 'A source answers again'])
  })

  test('asks a source that is at hand in every round, though it fails', async () => {
    const { source, round, lines } = setUp()
    source.isAtHand = true
    source.next = () => Promise.reject(fault)
    for (let index = 0; index < 5; index += 1) await round()
    expect([source.signals.length, lines]).toEqual([5, [fault.message]])
  })

  test('says no more of a source that comes and goes than a line every ten minutes, and one that it is back', async () => {
    const { source, round, lines } = setUp()
    for (let index = 0; index < 180; index += 1) {
      source.next = () => (index % 2 === 0 ? Promise.reject(fault) : Promise.resolve(good))
      await round()
    }
    const each = [fault.message, 'A source answers again']
    expect(lines).toEqual([...each, ...each, ...each])
  })

  test('leaves a part of the limit to the round that waits for it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { source, round } = setUp()
      source.limitMs = 4_000
      source.next = () => Promise.withResolvers<SourceAnswer>().promise
      let isOver = false
      const over = round().then(() => {
        isOver = true
      })
      await vi.advanceTimersByTimeAsync(3_700)
      expect(isOver).toBe(false)
      await vi.advanceTimersByTimeAsync(100)
      await over
    } finally {
      vi.useRealTimers()
    }
  })

  test('does not wait for a source that ignores its signal, nor asks it before it has ended', async () => {
    const { source, runner, round, clock } = setUp()
    const { promise, resolve } = Promise.withResolvers<SourceAnswer>()
    source.next = () => promise
    expect(await round()).toBe(0)
    expect(source.signals[0]?.aborted).toBe(true)
    expect(runner.state()).toMatchObject({ isAvailable: false, networks: 0, dropped: { timeout: 1 } })
    clock.advance(600_000)
    expect(await round()).toBe(0)
    expect(source.signals).toHaveLength(1)
    resolve(good)
    await setImmediate()
    expect(runner.state().isAvailable).toBe(false)
    source.next = () => Promise.resolve(good)
    expect(await round()).toBe(1)
  })

  test('lets a source that obeys its signal say what it was waiting for', async () => {
    const { source, runner, round } = setUp()
    const own = new SourceFault('timeout', 'Cannot reach the thing within its time: see to it')
    source.next = () =>
      new Promise((_, reject) => source.signals[0]?.addEventListener('abort', () => reject(own)))
    await round()
    expect(runner.state().fault).toBe(own.message)
  })

  test('takes whatever is thrown, at once or later, for a fault', async () => {
    const { source, runner, round } = setUp()
    source.next = () => {
      throw new TypeError('x is not a function')
    }
    await round()
    expect(runner.state()).toMatchObject({ fault: 'x is not a function', dropped: { malformed: 1 } })
  })

  test('counts what a source drops, and what it ought to have dropped', async () => {
    const { source, runner, clock } = setUp()
    source.next = () =>
      Promise.resolve({
        figures: new Map([
          ['a', { addressesUsed: -1, addressesTotal: 4 }],
          ['b', { probedAt: clock.nowMs() - 61_000, jitterMs: 1 }],
        ]),
        dropped: { duplicate: 2 },
        attachments: [
          {
            containerId: 'c',
            ifname: 'e',
            network: 'a',
            at: 5,
            ingressBitsPerSecond: NaN,
            egressBitsPerSecond: 1,
          },
        ],
      })
    const told = await runner.read({ at: clock.nowMs(), networks: [] })
    expect([...told.figures.values()]).toEqual([{ addressesTotal: 4 }, { probedAt: clock.nowMs() - 61_000 }])
    expect(told.attachments).toEqual([])
    expect(runner.state().dropped).toEqual({ duplicate: 2, 'out-of-range': 2, stale: 1 })
  })
})
