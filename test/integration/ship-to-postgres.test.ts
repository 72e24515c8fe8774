import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../service-kit/clock.ts'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { PostgresTarget, type PostgresTargetOptions } from '../../store/postgres/postgres-target.ts'
import type { ShipFault } from '../../store/ship/ship-target.ts'
import { Shipper } from '../../store/ship/shipper.ts'
import { MemoryOutbox, makeRound } from '../support/memory-outbox.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { StallingProxy } from '../support/stalling-proxy.ts'
import { makeAttachmentSample, makeDecision, makeNetworkSample } from '../support/store-records.ts'

const now = Date.now()
const noneOf = { entries: 0, oldestAt: null }

describe.skipIf(noPostgres)(`shipping to PostgreSQL${noPostgres}`, () => {
  let server: PostgresServer
  let url: string
  let faults: ShipFault[]
  beforeAll(async () => {
    server = await PostgresServer.start()
  })
  afterAll(() => server[Symbol.asyncDispose]())
  beforeEach(async () => {
    url = await server.newDatabase()
    faults = []
  })

  const shipperOf = (outbox: MemoryOutbox, to = url, options: Partial<PostgresTargetOptions> = {}) =>
    new Shipper({
      outbox,
      target: new PostgresTarget(to, { node: 'n1', ...options }),
      clock: new ManualClock(),
      random: () => 1,
      onFault: (fault) => faults.push(fault),
      onEnd: () => faults.push({ reason: 'over', sentence: '', isOfBatch: false }),
    })
  const written = async (node = 'n1') => {
    await using stores = await openPostgresStores(url, { node })
    return {
      networks: await stores.samples.recentAll(0),
      attachments: await stores.samples.recentAttachments(0),
      decisions: (await stores.decisions.page({ limit: 99 })).decisions,
    }
  }
  const database = () => new URL(url).pathname.slice(1)

  test('rounds, attachments and decisions arrive, and the outbox forgets them', async () => {
    const decision = makeDecision({ id: 'd1' })
    const outbox = new MemoryOutbox([
      makeRound(1, now - 10_000),
      { seq: 2, kind: 'decision', decision },
      makeRound(3, now),
    ])
    await using shipper = shipperOf(outbox)
    expect(await shipper.shipOnce()).toBe(30_000)
    expect(await written()).toEqual({
      networks: [now - 10_000, now].map((at) => makeNetworkSample({ at })),
      attachments: [now - 10_000, now].map((at) => makeAttachmentSample({ at })),
      decisions: [decision],
    })
    expect(await shipper.standing()).toEqual(noneOf)
    expect(shipper.figures()).toEqual({ rounds: 2, decisions: 1, usage: 0, refused: 0, failures: {} })
  })

  test('a batch that is sent twice is one, and a decision is as it was when it was sent last', async () => {
    const entries = [
      makeRound(1, now),
      { seq: 2, kind: 'decision', decision: makeDecision({ id: 'd1' }) },
    ] as const
    const attached = makeDecision({ id: 'd1', outcome: 'attached' })
    await using target = asTarget(new PostgresTarget(url, { node: 'n1' }))
    await target.write(entries)
    await target.write(entries)
    await target.write([{ seq: 3, kind: 'decision', decision: attached }])
    expect(await written()).toEqual({
      networks: [makeNetworkSample({ at: now })],
      attachments: [makeAttachmentSample({ at: now })],
      decisions: [attached],
    })
  })

  test('nodes do not see or change what is another one’s', async () => {
    const decision = makeDecision({ id: 'd1' })
    await using one = asTarget(new PostgresTarget(url, { node: 'n1' }))
    await using other = asTarget(new PostgresTarget(url, { node: 'n2' }))
    await one.write([makeRound(1, now), { seq: 2, kind: 'decision', decision }])
    await other.write([{ seq: 1, kind: 'decision', decision: { ...decision, outcome: 'failed' } }])
    expect((await written()).decisions).toEqual([decision])
    expect(await written('n2')).toEqual({ networks: [], attachments: [], decisions: [] })
  })

  test('a server that crashes between batches, and one that refuses connections, cost nothing', async () => {
    const outbox = new MemoryOutbox([makeRound(1, now)])
    await using shipper = shipperOf(outbox)
    await shipper.shipOnce()
    outbox.put(makeRound(2, now + 10_000))
    await server.crash()
    expect(await shipper.shipOnce()).toBe(60_000)
    expect(await shipper.shipOnce()).toBe(120_000)
    expect(faults.map(({ reason }) => reason)).toEqual(['unreachable'])
    expect(shipper.fault).toContain('cannot be reached (ECONNREFUSED): start it')
    expect(await shipper.standing()).toMatchObject({ entries: 1 })
    await server.resume()
    expect(await shipper.shipOnce()).toBe(30_000)
    expect((await written()).networks.map(({ at }) => at)).toEqual([now, now + 10_000])
    expect([faults.at(-1)?.reason, shipper.fault]).toEqual(['over', null])
    expect(shipper.figures().failures).toEqual({ unreachable: 2 })
  })

  test('a server that dies in the middle of a batch has all of it or nothing, and gets it again', async () => {
    await using shipper = shipperOf(new MemoryOutbox([makeRound(1, now)]))
    await shipper.shipOnce()
    await server.run(
      database(),
      `CREATE FUNCTION genie.slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(20); RETURN NEW; END';
       CREATE TRIGGER slowly BEFORE INSERT ON genie.decision FOR EACH ROW EXECUTE FUNCTION genie.slowly()`,
    )
    const batch = [
      makeRound(2, now + 10_000),
      { seq: 3, kind: 'decision', decision: makeDecision({ id: 'd1' }) },
    ] as const
    const outbox = new MemoryOutbox(batch)
    await using interrupted = shipperOf(outbox)
    const shipping = interrupted.shipOnce()
    await untilSleeping()
    await server.crash()
    await shipping
    await server.resume()
    expect(faults.map(({ reason }) => reason)).toEqual(['unreachable'])
    expect((await written()).networks).toHaveLength(1)
    await server.run(database(), 'DROP TRIGGER slowly ON genie.decision')
    await interrupted.shipOnce()
    expect(await written()).toMatchObject({
      networks: [{ at: now }, { at: now + 10_000 }],
      decisions: [{ id: 'd1' }],
    })
  })

  test('a wrong password is told without the password', async () => {
    const wrong = 'not the right one'
    await using shipper = shipperOf(
      new MemoryOutbox([makeRound(1, now)]),
      server.url(database(), 'genie', wrong),
    )
    await shipper.shipOnce()
    expect(shipper.fault).toBe(
      `Cannot use postgres://genie@127.0.0.1:${server.port}/${database()} as it does not let us in (28P01): correct user, password and database of its URL`,
    )
    expect(JSON.stringify(faults)).not.toContain(encodeURIComponent(wrong))
  })

  test('a server that stalls is given up after its time, and its connection is closed', async () => {
    await using proxy = await StallingProxy.to(server.port)
    const through = url.replace(`:${server.port}/`, `:${proxy.port}/`)
    const outbox = new MemoryOutbox([makeRound(1, now)])
    await using shipper = shipperOf(outbox, through, { connectMs: 300, statementMs: 300 })
    proxy.stall(true)
    await shipper.shipOnce()
    expect(faults.map(({ reason }) => reason)).toEqual(['timeout'])
    proxy.stall(false)
    await shipper.shipOnce()
    expect(await shipper.standing()).toEqual(noneOf)
    await expect.poll(() => proxy.connections).toBe(0)
  })

  test('the schema of a newer program is left alone, and all waits for the new agent', async () => {
    const outbox = new MemoryOutbox([makeRound(1, now)])
    await using shipper = shipperOf(outbox)
    await shipper.shipOnce()
    await server.run(database(), "INSERT INTO genie.migration VALUES (99, '0099-more.sql', 'x')")
    outbox.put(makeRound(2, now + 1))
    await using old = shipperOf(outbox)
    await old.shipOnce()
    expect(old.fault).toContain('as its schema has step 0099-more.sql')
    expect(await old.standing()).toMatchObject({ entries: 1 })
  })

  test('a user who may only read ships nothing and is told what to grant', async () => {
    await using shipper = shipperOf(new MemoryOutbox([makeRound(1, now)]))
    await shipper.shipOnce()
    await server.run(
      database(),
      `CREATE ROLE reader LOGIN PASSWORD 'r'; GRANT USAGE ON SCHEMA genie TO reader;
       GRANT SELECT ON ALL TABLES IN SCHEMA genie TO reader`,
    )
    await using asReader = shipperOf(
      new MemoryOutbox([makeRound(2, now)]),
      server.url(database(), 'reader', 'r'),
    )
    await asReader.shipOnce()
    expect([faults.map(({ reason }) => reason), asReader.fault]).toEqual([
      ['rights'],
      expect.stringContaining('grant what docs/stores.md lists'),
    ])
  })

  test('an entry that cannot be stored is left out and told, and keeps no other one here', async () => {
    const bad = { ...makeNetworkSample({ at: now }), attachments: null } as never
    const fromTheFuture = makeRound(3, Date.UTC(2150, 0, 1))
    const outbox = new MemoryOutbox([
      makeRound(1, now),
      { seq: 2, kind: 'round', networks: [bad], attachments: [] },
      fromTheFuture,
      makeRound(4, now + 1),
    ])
    await using shipper = shipperOf(outbox)
    await shipper.shipOnce()
    expect((await written()).networks.map(({ at }) => at)).toEqual([now, now + 1])
    expect(shipper.figures()).toMatchObject({ rounds: 2, refused: 2 })
    expect(await shipper.standing()).toEqual(noneOf)
  })

  test('rows of a day ago still find a place', async () => {
    const yesterday = now - 26 * 3_600_000
    await using shipper = shipperOf(new MemoryOutbox([makeRound(1, now), makeRound(2, yesterday)]))
    await shipper.shipOnce()
    expect((await written()).networks.map(({ at }) => at)).toEqual([yesterday, now])
  })

  test('upkeep by the server’s clock makes room ahead, sums up what is a day old and drops it', async () => {
    const old = now - (now % 86_400_000) - 2 * 86_400_000
    await using target = asTarget(new PostgresTarget(url, { node: 'n1' }))
    await target.write([makeRound(1, old), makeRound(2, old + 10_000), makeRound(3, now)])
    await target.maintain()
    const names = await server.run(
      database(),
      "SELECT name FROM genie.partitions() WHERE parent = 'network_sample'",
    )
    const day = (at: number) =>
      `network_sample_${new Date(at).toISOString().slice(0, 10).replaceAll('-', '')}00`
    const isKept = old + 86_400_000 > Date.now() - 28 * 3_600_000
    expect(names.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...(isKept ? [day(old)] : []), day(now), day(now + 86_400_000)]),
    )
    await using stores = await openPostgresStores(url, { node: 'n1' })
    const span = { network: 'calico', fromMs: old, toMs: old + 60_000, limit: 9 }
    for (const resolution of ['minute', 'hour'] as const)
      expect(await stores.samples.history({ ...span, resolution })).toMatchObject([
        { at: old, figures: { attachments: { count: 2 } } },
      ])
    const rolled = await server.run(database(), 'SELECT count(*)::int AS minutes FROM genie.network_minute')
    expect(rolled).toEqual([{ minutes: 1 }])
  })

  test('two agents that come to an empty database at once make one schema', async () => {
    const agents = ['n1', 'n2', 'n3', 'n4'].map((node) =>
      shipperOf(new MemoryOutbox([makeRound(1, now)]), url, { node }),
    )
    await Promise.all(agents.map((agent) => agent.shipOnce()))
    await Promise.all(agents.map((agent) => agent.stop()))
    expect(faults).toEqual([])
    expect((await written('n4')).networks).toHaveLength(1)
    expect(await server.run(database(), 'SELECT count(*)::int AS steps FROM genie.migration')).toEqual([
      { steps: readdirSync('migrations/postgres').length },
    ])
  })

  test('started, it ships by itself, and stops while the database stalls', async () => {
    await using proxy = await StallingProxy.to(server.port)
    const outbox = new MemoryOutbox([makeRound(1, now)])
    const target = new PostgresTarget(url.replace(`:${server.port}/`, `:${proxy.port}/`), { node: 'n1' })
    const pace = { periodMs: 20, entries: 1, longestMs: 100 }
    const shipper = new Shipper({
      outbox,
      target,
      clock: new ManualClock(),
      random: () => 0.5,
      pace,
      onFault: () => undefined,
      onEnd: () => undefined,
    })
    shipper.start()
    await expect.poll(() => shipper.figures().rounds).toBe(1)
    proxy.stall(true)
    outbox.put(makeRound(2, now + 1))
    await shipper.stop()
    expect(await shipper.standing()).toMatchObject({ entries: 1 })
  })

  async function untilSleeping(): Promise<void> {
    await expect
      .poll(() =>
        server
          .run('postgres', "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
          .then((rows) => rows.length),
      )
      .toBe(1)
  }
})

function asTarget(target: PostgresTarget): PostgresTarget & AsyncDisposable {
  return Object.assign(target, { [Symbol.asyncDispose]: () => target.close() })
}
