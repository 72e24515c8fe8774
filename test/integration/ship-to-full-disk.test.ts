import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../service-kit/clock.ts'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { PostgresTarget } from '../../store/postgres/postgres-target.ts'
import { Shipper } from '../../store/ship/shipper.ts'
import { MemoryOutbox, makeRound } from '../support/memory-outbox.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { noSmallDisk, SmallDisk } from '../support/small-disk.ts'

const cannot = noPostgres || noSmallDisk
const rounds = 600

describe.skipIf(cannot)(`shipping to a full disk${cannot}`, () => {
  test('nothing is lost, and all arrives once there is room', async () => {
    await using disk = await SmallDisk.open(160_000_000)
    await using server = await PostgresServer.start({ disk, settings: ['max_wal_size=16MB'] })
    const url = await server.newDatabase()
    const now = Date.now()
    const outbox = new MemoryOutbox([makeRound(1, now)])
    await using shipper = new Shipper({
      outbox,
      target: new PostgresTarget(url, { node: 'n1' }),
      clock: new ManualClock(),
      random: () => 1,
      pace: { periodMs: 30_000, entries: rounds, longestMs: 600_000 },
      onFault: () => undefined,
      onEnd: () => undefined,
    })
    await shipper.shipOnce()
    outbox.put(...Array.from({ length: rounds }, (_, index) => makeRound(index + 2, now + index + 1)))
    await disk.fill()
    expect(await shipper.shipOnce()).toBe(60_000)
    expect(shipper.fault).toBe(
      `Cannot use postgres://genie@127.0.0.1:${server.port}/genie_1 as it has no room on its disk (53100): make room, nothing is lost meanwhile`,
    )
    expect(await shipper.standing()).toMatchObject({ entries: rounds })
    await disk.free()
    await expect.poll(() => shipper.shipOnce(), { timeout: 20_000, interval: 200 }).toBe(30_000)
    expect(await shipper.standing()).toMatchObject({ entries: 0 })
    await using stores = await openPostgresStores(url, { node: 'n1' })
    expect(await stores.samples.recentAll(0)).toHaveLength(rounds + 1)
  })
})
