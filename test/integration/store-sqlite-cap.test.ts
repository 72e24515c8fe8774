import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStores, type SqliteOptions } from '../../store/sqlite/open-sqlite-stores.ts'
import type { Stores } from '../../store/stores.ts'
import { fullSample, nodeNetworks } from '../support/steady-node.ts'
import { dayMs, hourMs, minuteMs, passADay, startMs } from '../support/store-contract/passing-time.ts'
import { makeAttachmentSample, makeDecision } from '../support/store-records.ts'

let directory: string
let path: string
const said: string[] = []
const logger = { warn: (text: string) => said.push(text), error: (text: string) => said.push(text) }
beforeEach(async () => {
  said.length = 0
  directory = await mkdtemp(join(tmpdir(), 'genie-store-'))
  path = join(directory, 'genie.db')
})
afterEach(() => rm(directory, { recursive: true }))

const open = (options: SqliteOptions = {}) => openSqliteStores(path, { logger: logger as never, ...options })

/** Some hours of a round each minute, with 40 pods, maintained after every round as an agent does. */
async function run(stores: Stores, fromMs: number, hours: number): Promise<void> {
  for (let at = fromMs; at < fromMs + hours * hourMs; at += minuteMs) {
    const networks = nodeNetworks.map((network) => fullSample(network, at))
    const pods = Array.from({ length: 40 }, (_, pod) => String(pod).padStart(64, 'c'))
    await stores.samples.append(
      networks,
      pods.map((containerId) => makeAttachmentSample({ containerId, at })),
    )
    await stores.maintain(at)
  }
}

/** What there is left of each kind. */
async function left(stores: Stores, nowMs: number) {
  const hours = await stores.samples.history({
    ...{ network: 'calico', resolution: 'hour', fromMs: 0, toMs: nowMs, limit: 1_000 },
  })
  return {
    networks: (await stores.samples.recentAll(0)).length,
    attachments: (await stores.samples.recentAttachments(0)).length,
    hours: hours.length,
  }
}

test('a file stays below its cap: samples of pods go first, then those of networks, hours stay', async () => {
  const maxBytes = 1_100_000
  await using stores = await open({ maxBytes })
  await run(stores, startMs, 8)
  expect(stores.bytes?.()).toBeLessThanOrEqual(maxBytes)
  const now = startMs + 8 * hourMs
  const { networks, attachments, hours } = await left(stores, now)
  expect(attachments).toBeLessThan(8 * 60 * 40)
  expect(networks).toBe(8 * 60 * 4)
  expect(hours).toBe(8)
  await run(stores, now, 16)
  expect(stores.bytes?.()).toBeLessThanOrEqual(maxBytes)
  const later = await left(stores, now + 16 * hourMs)
  expect(later.networks).toBeLessThan(24 * 60 * 4)
  expect(later.hours).toBe(24)
  await stores.close()
  expect((await stat(path)).size).toBeLessThanOrEqual(maxBytes)
}, 60_000)

test('it is said once', async () => {
  await using stores = await open({ maxBytes: 300_000 })
  await run(stores, startMs, 12)
  expect(said).toEqual([
    `Cannot keep all history in ${path} as it has reached 300000 bytes, so the oldest goes before its time: give it more, or expect less`,
  ])
})

test('a cap that no file can keep ends all the same, and leaves what decisions are made from', async () => {
  await using stores = await open({ maxBytes: 1 })
  await run(stores, startMs, 3)
  const now = startMs + 3 * hourMs - minuteMs
  await stores.maintain(now)
  expect((await stores.samples.latest()).map(({ at }) => at)).toEqual(nodeNetworks.map(() => now))
})

test('what is shipped goes before what is not', async () => {
  await using stores = await open({ isShipping: true })
  await run(stores, startMs, 6)
  const entries = (await stores.outbox?.next(1_000)) ?? []
  await stores.outbox?.shipped(entries[179]?.seq ?? 0)
  await stores.close()
  await using capped = await open({ isShipping: true, maxBytes: 700_000 })
  await capped.maintain(startMs + 6 * hourMs)
  expect(await capped.outbox?.standing()).toEqual({ entries: 180, oldestAt: startMs + 3 * hourMs })
  const whole = (await capped.outbox?.next(1)) ?? []
  expect(whole).toMatchObject([
    { kind: 'round', networks: nodeNetworks.toSorted().map((network) => ({ network })) },
  ])
  expect((await capped.samples.recentAttachments(0))[0]?.at).toBeGreaterThanOrEqual(startMs + 3 * hourMs)
})

test('where even that is too much the oldest is given up, and what is behind it is still shipped', async () => {
  await using stores = await open({ isShipping: true, maxBytes: 120_000 })
  await run(stores, startMs, 12)
  await stores.decisions.insert(makeDecision({ id: 'd1', at: startMs }))
  const entries = (await stores.outbox?.next(10_000)) ?? []
  expect(entries.length).toBeGreaterThan(0)
  expect(entries.length).toBeLessThan(720)
  expect(entries.at(-1)).toMatchObject({ kind: 'decision', decision: { id: 'd1' } })
})

test('a day that goes at once goes in steps, with a turn for others between them', async () => {
  await using stores = await open()
  for (let hour = 0; hour < 24; hour += 1)
    await stores.samples.append(
      Array.from({ length: 360 }, (_, index) => startMs + hour * hourMs + index * 10_000).flatMap((at) =>
        nodeNetworks.map((network) => fullSample(network, at)),
      ),
      [],
    )
  await passADay(stores, startMs + dayMs)
  let turns = 0
  let isOver = false
  const count = () => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  count()
  for (let hour = 25; hour <= 49; hour += 1) await stores.maintain(startMs + hour * hourMs)
  isOver = true
  expect(await stores.samples.recentAll(0)).toEqual([])
  expect(turns).toBeGreaterThan(40)
}, 60_000)

test('a store that ships no longer keeps nothing to be shipped', async () => {
  await using stores = await open({ isShipping: true })
  await run(stores, startMs, 1)
  await stores.close()
  await (await open()).close()
  await using again = await open({ isShipping: true })
  expect(await again.outbox?.standing()).toEqual({ entries: 0, oldestAt: null })
})
