import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openPostgresCluster } from '../../store/postgres/open-postgres-cluster.ts'
import type { UsageStore } from '../../store/usage-store.ts'
import { openPostgresStores } from '../../store/postgres/open-postgres-stores.ts'
import { PostgresTarget } from '../../store/postgres/postgres-target.ts'
import { makeRound } from '../support/memory-outbox.ts'
import { noPostgres, PostgresServer } from '../support/postgres-server.ts'
import { makeDecision } from '../support/store-records.ts'

const [roles = '', grants = ''] = [
  ...readFileSync('docs/stores.md', 'utf8').matchAll(/```sql\n([\s\S]*?)```/g),
].map(([, sql]) => sql ?? '')

describe.skipIf(noPostgres)(`the users of the guide to stores${noPostgres}`, () => {
  test('may do what the guide says and nothing else', async () => {
    await using server = await PostgresServer.start()
    for (const statement of roles.split(';').filter((each) => each.trim() !== ''))
      await server.run('postgres', statement)
    const url = (user: string, password: string) => server.url('genie', user, password)
    const now = Date.now()
    await (await openPostgresCluster(url('genie_owner', 'one')))[Symbol.asyncDispose]()
    await server.run('genie', grants)

    const agent = new PostgresTarget(url('genie_agent', 'two'), { node: 'n1' })
    const decision = makeDecision({ id: 'd1', at: now })
    const month = new Date(now).toISOString().slice(0, 7)
    const volume = { month, network: 'weave', counter: 'c', bytes: 3 }
    await agent.write([
      makeRound(1, now - 86_400_000),
      makeRound(2, now),
      { seq: 3, kind: 'decision', decision },
      { seq: 4, kind: 'owner', use: shippedOwner(now) },
      { seq: 5, kind: 'volume', volume },
      { seq: 5, kind: 'networks', networks: [] },
    ])
    await agent.write([{ seq: 5, kind: 'volume', volume }])
    await agent.write([{ seq: 6, kind: 'decision', decision: { ...decision, outcome: 'attached' } }])
    await agent.maintain()
    await agent.close()
    {
      await using stores = await openPostgresStores(url('genie_agent', 'two'), { node: 'n1' })
      const write = { kind: 'SelectionProfile', namespace: 'shop', name: 'web', expected: null, at: now }
      expect(await stores.intents.write({ ...write, spec: {}, by: 'anna' })).toMatchObject({ version: 1 })
      await countsUsage(stores.usage, now)
      await stores.networks.save([{ name: 'calico', plugins: [{ type: 'calico' }], missingPlugin: null }])
    }

    await using seen = await openPostgresCluster(url('genie_reader', 'three'))
    expect((await seen.nodes()).map(({ name }) => name)).toEqual(['n1'])
    expect(await seen.decisionsOf(null).find('d1')).toMatchObject({ outcome: 'attached' })
    const hours = { network: 'calico', fromMs: 0, toMs: now + 1, limit: 9, resolution: 'hour' } as const
    expect(await seen.historyOfAll(hours)).toHaveLength(2)
    expect([...(await seen.networksOf(['n1'])).keys()]).toEqual(['n1'])
    expect((await seen.usage.owners()).map(({ owner }) => owner)).toEqual([
      'bank/Pod/db',
      'shop/Deployment/web',
    ])
    expect((await seen.usage.volumes(month)).get('weave')).toBe(3)

    await using reader = await openPostgresStores(url('genie_reader', 'three'), { node: 'n1' })
    await expect(reader.decisions.insert(makeDecision({ id: 'd2' }))).rejects.toThrow(
      'grant what docs/stores.md lists',
    )
    const forbidden = [
      'DELETE FROM genie.decision',
      'DELETE FROM genie.intent_change',
      'DELETE FROM genie.owner_use',
      'DELETE FROM genie.month_volume',
      'DELETE FROM genie.node_volume',
      'UPDATE genie.intent_change SET at = 0',
      'DROP TABLE genie.node',
      'SELECT genie.make_partition($$node$$, 0)',
    ]
    for (const statement of forbidden)
      await expect(server.run('genie', `SET ROLE genie_agent; ${statement}`)).rejects.toThrow(
        /denied|must be owner/,
      )
  })
})

const shippedOwner = (now: number) => ({
  ...{ owner: 'bank/Pod/db', egressBytesPerHour: 1, ingressBytesPerHour: 1, hours: 1, updatedAt: now },
  ...{ recentEgress: [], recentIngress: [], pods: 1 },
})

/** Counts twice as an agent does, and forgets what is old; asked to forget all, it keeps what is of this month. */
async function countsUsage(usage: UsageStore, now: number): Promise<void> {
  const [month, before] = [now, now - 40 * 86_400_000].map((at) => new Date(at).toISOString().slice(0, 7))
  const use = { egressBytesPerHour: 1, ingressBytesPerHour: 1, hours: 1, recentEgress: [], recentIngress: [] }
  for (const _time of [1, 2]) {
    await usage.saveOwners([
      { ...use, owner: 'shop/Deployment/web', updatedAt: now },
      { ...use, owner: 'shop/Deployment/gone', updatedAt: now - 40 * 86_400_000 },
    ])
    for (const each of [month, before]) await usage.addVolumes(each ?? '', new Map([['calico', 5]]))
  }
  await usage.forget(now + 86_400_000, '9999-12')
  expect((await usage.owners()).map(({ owner }) => owner)).toEqual(['bank/Pod/db', 'shop/Deployment/web'])
  expect((await usage.volumes(month ?? '')).get('calico')).toBe(10)
  expect([...(await usage.volumes(before ?? ''))]).toEqual([])
}
