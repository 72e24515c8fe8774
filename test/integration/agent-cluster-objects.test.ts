import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ObjectQuery } from '../../collector/addresses/cluster-objects.ts'
import { openClient, type OpenClient } from '../../kube/open-client.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import { seedDefinition } from '../support/seed-crds.ts'
import { ObjectFollower } from '../../agent/cluster/object-follower.ts'

let api: KubeApi
let client: OpenClient
let objects: ObjectFollower

const group = 'genie.example'
const thing = { kind: 'Thing', plural: 'things', isNamespaced: false }
const query = (over: Partial<ObjectQuery<string>> = {}): ObjectQuery<string> => ({
  ...{ apis: [`${group}/v2`, `${group}/v1`], ...thing },
  keep: ({ metadata }) => metadata.name,
  ...over,
})
const define = (version = 'v1') => seedDefinition(api, { group, version, ...thing })
const put = (name: string, version = 'v1') =>
  api.seed({ apiVersion: `${group}/${version}`, kind: 'Thing', metadata: { name } })
const asked = (verb: 'list' | 'watch') => api.counts.of({ verb, resource: 'things' })

beforeEach(async () => {
  api = await KubeApi.start()
  client = await openClient({
    env: { KUBECONFIG: api.kubeconfig() },
    program: 'genie-test',
    clock: systemClock,
  })
  objects = new ObjectFollower({ client, clock: systemClock, logger: createLogger('silent') })
})
afterEach(async () => {
  await objects.stop()
  await client[Symbol.asyncDispose]()
  await api[Symbol.asyncDispose]()
})

test('a kind is followed in the version that is served: objects come, and go', async () => {
  define()
  put('a')
  expect(objects.of(query())).toBeNull()
  objects.follow('one', [query()])
  await expect.poll(() => objects.of(query())).toEqual(['a'])
  put('b')
  await expect.poll(() => objects.of(query())).toEqual(['a', 'b'])
  await client.delete({ group, version: 'v1', ...thing }, { name: 'a' })
  await expect.poll(() => objects.of(query())).toEqual(['b'])
  expect(objects.figures()).toMatchObject([
    { kind: 'things.genie.example', objects: 1, watches: 1, lists: 2 },
  ])
  expect(objects.fault(query())).toBeNull()
})

test('only the object of a name is asked for', async () => {
  define()
  put('a')
  put('b')
  objects.follow('one', [query({ name: 'b' })])
  await expect.poll(() => objects.of(query({ name: 'b' }))).toEqual(['b'])
  expect(objects.of(query({ name: 'a' }))).toBeNull()
})

test('what several need is followed once, and no longer than the last of them does', async () => {
  define()
  objects.follow('one', [query()])
  objects.follow('other', [query()])
  await expect.poll(() => objects.of(query())).toEqual([])
  await vi.waitUntil(() => asked('watch') === 1)
  objects.follow('one', [])
  expect(objects.of(query())).toEqual([])
  objects.follow('other', [])
  expect([objects.of(query()), objects.figures()]).toEqual([null, []])
})

test('a kind that the API does not have is known of no further, at the cost of one list for each version', async () => {
  objects.follow('one', [query()])
  await vi.waitUntil(() => objects.figures()[0]?.lists === 2)
  await new Promise(setImmediate)
  expect([objects.of(query()), objects.fault(query()), objects.figures()[0]?.lists]).toEqual([null, null, 2])
})

test('a kind that is installed later is followed from the next look on, which is a minute away', async () => {
  const pauses: (() => void)[] = []
  const paused = new ObjectFollower({
    ...{ client, clock: systemClock, logger: createLogger('silent') },
    delay: (ms, signal) =>
      new Promise((resolve) => {
        expect(ms).toBeGreaterThan(40_000)
        pauses.push(resolve)
        signal.addEventListener('abort', () => resolve())
      }),
  })
  paused.follow('one', [query()])
  await vi.waitUntil(() => paused.figures()[0]?.lists === 2 && pauses.length > 0)
  define()
  put('a')
  for (const each of pauses.splice(0)) each()
  await expect.poll(() => paused.of(query())).toEqual(['a'])
  await paused.stop()
})

test('a refusal is told with the right that is missing, and ends with it', async () => {
  define()
  api.faults.add({ verb: 'list', resource: 'things', fault: { kind: 'status', code: 403 } })
  objects.follow('one', [query({ apis: [`${group}/v1`] })])
  const only = query({ apis: [`${group}/v1`] })
  await vi.waitUntil(() => objects.fault(only) !== null)
  expect(objects.fault(only)).toEqual({
    sinceMs: expect.any(Number) as number,
    reason: 'forbidden',
    message:
      'Cannot count addresses by Thing as the API refuses it: give the agent get, list and watch on things.genie.example',
  })
  expect(objects.of(only)).toBeNull()
})

test('more objects than wanted are not followed, and one object is all that is read of them', async () => {
  define()
  for (const name of ['a', 'b', 'c']) put(name)
  const few = query({ apis: [`${group}/v1`], most: 2 })
  objects.follow('one', [few])
  await vi.waitUntil(() => objects.fault(few) !== null)
  expect(objects.fault(few)?.reason).toBe('too-many')
  expect(objects.fault(few)?.message).toContain('there are 3 of them')
  expect([objects.of(few), asked('list'), asked('watch')]).toEqual([null, 1, 0])
})

test('a limit holds in whatever version is served, and when the first look finds nobody', async () => {
  define()
  for (const name of ['a', 'b', 'c']) put(name)
  const few = query({ most: 2 })
  api.faults.add({ verb: 'list', resource: 'things', fault: { kind: 'status', code: 500 }, times: 1 })
  objects.follow('one', [few])
  await expect.poll(() => objects.fault(few)?.reason, { timeout: 5_000 }).toBe('too-many')
  expect([objects.of(few), asked('watch')]).toEqual([null, 0])
})

test('objects that become too many are followed no further, and again once they are fewer', async () => {
  define()
  put('a')
  const pauses: (() => void)[] = []
  const paused = new ObjectFollower({
    ...{ client, clock: systemClock, logger: createLogger('silent') },
    delay: (ms, signal) =>
      new Promise((resolve) => {
        if (ms < 60_000) resolve()
        else pauses.push(resolve)
        signal.addEventListener('abort', () => resolve())
      }),
  })
  const few = query({ apis: [`${group}/v1`], most: 2 })
  paused.follow('one', [few])
  await expect.poll(() => paused.of(few)).toEqual(['a'])
  for (const name of ['b', 'c']) put(name)
  await expect.poll(() => paused.fault(few)?.reason).toBe('too-many')
  expect(paused.of(few)).toBeNull()
  await client.delete({ group, version: 'v1', ...thing }, { name: 'a' })
  for (const each of pauses.splice(0)) each()
  await expect.poll(() => paused.of(few)).toEqual(['b', 'c'])
  expect(paused.fault(few)).toBeNull()
  await paused.stop()
})

test('a follower that was stopped begins nothing more', async () => {
  define()
  await objects.stop()
  objects.follow('one', [query()])
  await new Promise(setImmediate)
  expect([objects.figures(), asked('list')]).toEqual([[], 0])
})

test('an object that makes no sense is left out, and the others stay', async () => {
  define()
  put('bad')
  put('good')
  const picky = query({
    keep: ({ metadata }) => {
      if (metadata.name === 'bad') throw new Error('its name is bad')
      return metadata.name
    },
  })
  objects.follow('one', [picky])
  await expect.poll(() => objects.of(picky)).toEqual(['good'])
})
