import { describe, expect, test } from 'vitest'
import { PlatformError, type Platform } from '../platform/platform.ts'
import { parseLastGood } from './read-last-good.ts'
import { silenceOf, silentForMs } from './silence-of.ts'

const minute = 60_000
const day = 24 * 60 * minute
const file = (members: object) => {
  const lastGood = parseLastGood(JSON.stringify({ version: 1, order: [], ...members }))
  if (lastGood === null) throw new Error('Cannot read the file')
  return lastGood
}

describe('by the time since the boot and the wall clock', () => {
  const written = file({ at: day, boot: 'now', upMs: 10 * minute })
  const clocks = { wallMs: day + 2 * minute, bootId: 'now', upMs: 12 * minute }

  test('a clock that was set, forward or back, makes no silence longer', () => {
    for (const wallMs of [0, 2 * day]) expect(silentForMs(written, { ...clocks, wallMs })).toBe(2 * minute)
  })

  test('nor does an agent that was shown another time since the boot', () => {
    expect(silentForMs(file({ at: day, boot: 'now', upMs: 0 }), clocks)).toBe(2 * minute)
    expect(silentForMs(file({ at: day, boot: 'now', upMs: day }), clocks)).toBe(0)
  })

  test('after another boot the agent has been silent since that, and no longer', () => {
    const later = { ...clocks, bootId: 'later', wallMs: 3 * day }
    expect(silentForMs(written, { ...later, upMs: minute })).toBe(minute)
    expect(silentForMs(written, { ...later, upMs: day })).toBe(day)
  })

  test('a machine that cannot tell its boots goes by the wall clock', () => {
    const unknown = { bootId: '', upMs: Infinity, wallMs: day + 7 * minute }
    expect(silentForMs(written, unknown)).toBe(7 * minute)
  })
})

describe('by the wall clock alone', () => {
  const written = file({ at: day })
  const clocks = { wallMs: day, bootId: 'now', upMs: day }

  test('the age is what passed since, or a clock that was set back', () => {
    expect(silentForMs(written, { ...clocks, wallMs: day + 6 * minute })).toBe(6 * minute)
    expect(silentForMs(written, { ...clocks, wallMs: day - 6 * minute })).toBe(6 * minute)
  })

  test('no silence is longer than the machine is up', () => {
    expect(silentForMs(written, { ...clocks, wallMs: 9 * day, upMs: minute })).toBe(minute)
  })

  test('a file that says no time says nothing', () => expect(silentForMs(file({}), clocks)).toBe(0))
})

describe('an agent', () => {
  /** A platform whose machine has this wall clock and uptime; null if nobody can read it. */
  const platform = (wallMs: number, uptime: string | null) =>
    ({
      wallMs: () => wallMs,
      readFile(path: string) {
        if (uptime === null) throw new PlatformError('EACCES', path)
        return path === '/proc/uptime' ? uptime : 'boot'
      },
    }) satisfies Partial<Platform> as unknown as Platform

  test('may come back within five minutes, and is gone for good after that', () => {
    const lastGood = file({ at: 0 })
    expect(silenceOf(platform(5 * minute, '9999.99 1.00\n'), lastGood)).toBeNull()
    expect(silenceOf(platform(5 * minute + 1, '9999.99 1.00\n'), lastGood)).toBe(5 * minute + 1)
    expect(silenceOf(platform(5 * minute + 1, '299.99 1.00\n'), lastGood)).toBeNull()
  })

  test('that has never left a word may come at any time', () => {
    expect(silenceOf(platform(day, '9999.99 1.00\n'), null)).toBeNull()
  })

  test.each(['', 'nonsense', null])('is judged by the wall clock where the uptime is %j', (uptime) => {
    expect(silenceOf(platform(day, uptime), file({ at: 0 }))).toBe(day)
  })
})
