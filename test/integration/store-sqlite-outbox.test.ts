import { expect, test } from 'vitest'
import { openSqliteStores } from '../../store/sqlite/open-sqlite-stores.ts'
import { turnsDuring } from '../support/longest-turn.ts'
import { fullSample, nodeNetworks } from '../support/steady-node.ts'
import { makeAttachmentSample } from '../support/store-records.ts'

const pods = Array.from({ length: 110 }, (_, pod) => String(pod).padStart(64, 'c'))

test('a pod that starts waits for a few of the rounds that are read to be shipped, and not for all', async () => {
  await using stores = await openSqliteStores(':memory:', { isShipping: true })
  for (let at = 0; at < 120; at += 1)
    await stores.samples.append(
      nodeNetworks.map((network) => fullSample(network, at)),
      pods.map((containerId) => makeAttachmentSample({ containerId, at })),
    )
  await stores.outbox?.next(60)
  let read = 0
  const { count, longestMs, wholeMs } = await turnsDuring(async () => {
    read = (await stores.outbox?.next(60))?.length ?? 0
  })
  expect(read).toBe(60)
  expect(count).toBeGreaterThanOrEqual(6)
  expect(longestMs).toBeLessThan((3 * wholeMs) / 4)
})
