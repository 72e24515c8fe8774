import { expect, test } from 'vitest'
import type { Stores } from '../../../store/stores.ts'
import { makeAttachmentSample, makeDecision, makeNetworkSample } from '../store-records.ts'
import { dayMs, hourMs, minuteMs, passADay, startMs } from './passing-time.ts'

const longAgo = 0
const farAhead = Date.UTC(2100, 0, 1)

/** What every engine must keep and let go as time passes. `stores` answers empty ones at the begin of each test. */
export function describeUpkeep(stores: () => Stores): void {
  const append = (at: number) =>
    stores().samples.append([makeNetworkSample({ at })], [makeAttachmentSample({ at })])
  const times = async () => ({
    networks: (await stores().samples.recentAll(0)).map(({ at }) => at - startMs),
    attachments: (await stores().samples.recentAttachments(0)).map(({ at }) => at - startMs),
  })
  const historyTimes = async (resolution: 'minute' | 'hour') => {
    const span = { fromMs: 0, toMs: farAhead, limit: 10_000 }
    const points = await stores().samples.history({ network: 'calico', resolution, ...span })
    return points.map(({ at }) => at - startMs)
  }

  test('samples of networks are kept for a day, those of attachments for six hours', async () => {
    for (const at of [0, minuteMs, 2 * hourMs, 20 * hourMs]) await append(startMs + at)
    await passADay(stores(), startMs + 25 * hourMs)
    expect(await times()).toEqual({ networks: [2 * hourMs, 20 * hourMs], attachments: [20 * hourMs] })
  })

  test('an attachment that returns after it was forgotten is stored again', async () => {
    await append(startMs)
    await passADay(stores(), startMs + 2 * dayMs)
    await append(startMs + 2 * dayMs)
    expect((await times()).attachments).toEqual([2 * dayMs])
  })

  test('minutes are kept for two weeks, hours for 400 days', async () => {
    await append(startMs)
    await passADay(stores(), startMs + 13 * dayMs)
    expect([await historyTimes('minute'), await historyTimes('hour')]).toEqual([[0], [0]])
    await passADay(stores(), startMs + 16 * dayMs)
    expect([await historyTimes('minute'), await historyTimes('hour')]).toEqual([[], [0]])
    await passADay(stores(), startMs + 399 * dayMs)
    expect(await historyTimes('hour')).toEqual([0])
    await passADay(stores(), startMs + 402 * dayMs)
    expect(await historyTimes('hour')).toEqual([])
  })

  test.each([
    ['1970', longAgo],
    ['2100', farAhead],
  ])('a clock that is in %s for an hour costs no history', async (_when, wrongMs) => {
    await append(startMs)
    await stores().decisions.insert(makeDecision({ id: 'd1', at: startMs }))
    await passADay(stores(), startMs + 2 * hourMs)
    for (let minutes = 0; minutes <= 60; minutes += 10) {
      await append(wrongMs + minutes * minuteMs)
      await stores().maintain(wrongMs + minutes * minuteMs)
    }
    await stores().maintain(startMs + 3 * hourMs)
    await append(startMs + 3 * hourMs)
    const { networks, attachments } = await times()
    expect(networks).toEqual(expect.arrayContaining([0, 3 * hourMs]))
    expect(attachments).toEqual(expect.arrayContaining([0, 3 * hourMs]))
    expect(await historyTimes('hour')).toEqual(expect.arrayContaining([0, 3 * hourMs]))
    expect(await stores().decisions.find('d1')).not.toBeNull()
  })

  test('what came from a clock that was ahead is gone a day later', async () => {
    await append(farAhead)
    await append(startMs)
    await stores().maintain(farAhead)
    await passADay(stores(), startMs + 2 * hourMs)
    await passADay(stores(), startMs + 26 * hourMs)
    await append(startMs + 26 * hourMs)
    expect((await times()).networks).toEqual([26 * hourMs])
    expect(await historyTimes('hour')).toEqual([0, 26 * hourMs])
    expect((await stores().samples.latest()).map(({ at }) => at)).toEqual([startMs + 26 * hourMs])
  })

  test('a clock that was never set removes nothing, however long it runs', async () => {
    await append(startMs)
    await passADay(stores(), startMs + hourMs)
    await passADay(stores(), 2 * dayMs)
    await passADay(stores(), 3 * dayMs)
    expect(await historyTimes('hour')).toEqual([0])
    expect((await times()).networks).toEqual([0])
  })
}
