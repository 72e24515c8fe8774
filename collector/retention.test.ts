import { expect, test } from 'vitest'
import { ManualClock } from '../service-kit/clock.ts'
import type { SampleLimits, SampleStore } from '../store/sample-store.ts'
import { Retention } from './retention.ts'

test('Retention prunes at once and then every hour, a day of networks and six hours of attachments', async () => {
  const hourMs = 3_600_000
  const clock = new ManualClock(100 * hourMs)
  const pruned: SampleLimits[] = []
  const prune: SampleStore['prune'] = (limits) => Promise.resolve(pruned.push(limits))
  const retention = new Retention({ prune } as SampleStore, clock)
  for (const minutes of [0, 30, 29, 1, 60]) {
    clock.advance(minutes * 60_000)
    await retention.pruneIfDue()
  }
  expect(pruned).toEqual(
    [100, 101, 102].map((hours) => ({
      networksBeforeMs: (hours - 24) * hourMs,
      attachmentsBeforeMs: (hours - 6) * hourMs,
    })),
  )
})
