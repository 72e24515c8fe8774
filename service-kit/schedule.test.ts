import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ManualClock } from './clock.ts'
import { isCronExpression, Schedule } from './schedule.ts'

const hourMs = 3_600_000

/** A schedule whose clock goes with its timers, unless it is set; and when it did its work, in seconds. */
function setUp(expression: string) {
  const clock = new ManualClock(Date.parse('2026-03-01T12:00:03.250Z'))
  const done: number[] = []
  let sinceStart = 0
  const work = () => Promise.resolve(done.push(sinceStart / 1_000))
  const schedule = new Schedule({ expression, work, clock })
  schedule.start()
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 250) {
      clock.advance(250)
      sinceStart += 250
      vi.advanceTimersByTime(250)
    }
  }
  return { clock, done, schedule, pass }
}

describe('Schedule', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  test('does its work at every time of its expression, until it is stopped', () => {
    const { done, schedule, pass } = setUp('*/10 * * * * *')
    pass(35_000)
    expect(done).toEqual([6.75, 16.75, 26.75])
    schedule.stop()
    pass(20_000)
    expect(done).toHaveLength(3)
  })

  test.each([
    ['an hour back', -hourMs],
    ['an hour forward', hourMs],
    ['twenty years forward', 20 * 365 * 24 * hourMs],
    ['to the beginning of time', -Date.parse('2026-03-01T12:00:10Z')],
  ])('goes on as if nothing was where the clock is set %s', (_how, jumpMs) => {
    const { clock, done, schedule, pass } = setUp('*/10 * * * * *')
    pass(10_000)
    clock.advance(jumpMs)
    pass(20_000)
    expect(done).toEqual([6.75, 16.75, 26.75])
    schedule.stop()
  })

  test('finds times that are hours away, also where the clock is set meanwhile', () => {
    const { clock, done, schedule, pass } = setUp('0 30 * * * *')
    pass(31 * 60_000)
    expect(done).toEqual([30 * 60 - 3.25])
    clock.advance(50 * 60_000)
    pass(10 * 60_000)
    expect(done).toHaveLength(2)
    schedule.stop()
  })

  test('does its work once where a timer is a little early', () => {
    const { clock, done, schedule, pass } = setUp('*/10 * * * * *')
    clock.advance(-100)
    pass(16_000)
    expect(done).toEqual([6.75])
    schedule.stop()
  })

  test('is at hand for expressions of six fields', () => {
    expect(['*/10 * * * * *', 'every 10 s', ''].map(isCronExpression)).toEqual([true, false, false])
  })
})
