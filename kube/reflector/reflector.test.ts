import { expect, test, vi } from 'vitest'
import {
  bareObject,
  listOf,
  ScriptedClient,
  type Script,
  type ScriptedWatch,
} from '../../test/support/scripted-client.ts'
import type { WatchEvent } from '../kube-client.ts'
import { KubeError } from '../kube-error.ts'
import { kinds } from '../kinds.ts'
import type { KubeObject } from '../kube-object.ts'
import type { CacheChange } from '../object-cache.ts'
import { Reflector } from './reflector.ts'

const refused = (status: number, reason = '', retryAfterMs?: number) =>
  new KubeError(`Cannot list pods as it says ${status} ${reason}`, { status, reason, retryAfterMs })

const event = (type: WatchEvent['type'], name: string, version: string, uid?: string): WatchEvent => ({
  type,
  object: bareObject(name, version, uid),
})

const nameAndVersion = ({ metadata }: KubeObject) => `${metadata.name} ${metadata.resourceVersion ?? ''}`

/** A reflector over a script, begun; `log` and `changes` fill up meanwhile. */
function reflect(
  script: Script,
  keep: (object: KubeObject) => string | undefined = nameAndVersion,
  lastsMs?: number,
) {
  const scripted = new ScriptedClient(script, lastsMs)
  const changes: CacheChange<string>[] = []
  const log: string[] = []
  const deeds: string[] = []
  const reflector = new Reflector<string>({
    client: scripted.client,
    kind: kinds.pod,
    keep,
    onChange: (change) => changes.push(change),
    onDeed: (deed) => deeds.push(deed),
    logger: { info: (line: string) => log.push(line), warn: (line: string) => log.push(line) },
    clock: scripted.clock,
    delay: scripted.delay,
    random: () => 0.5,
  })
  reflector.start()
  return { scripted, reflector, changes, log, deeds }
}

const told = (changes: readonly CacheChange<string>[]) => changes.map(({ type, value }) => `${type} ${value}`)

test('a reflector lists, then follows the changes from there', async () => {
  const { scripted, reflector, changes } = reflect({
    list: () => listOf('5', bareObject('a', '1'), bareObject('b', '2')),
    watch: (number) =>
      number > 0
        ? undefined
        : {
            events: [
              event('MODIFIED', 'a', '6'),
              event('DELETED', 'b', '7'),
              event('ADDED', 'c', '8'),
              event('BOOKMARK', '', '99'),
            ],
            standsMs: 400_000,
          },
  })
  await vi.waitUntil(() => scripted.watches === 2)
  expect(scripted.calls).toEqual(['list 0', 'watch 5', 'watch 99'])
  expect(scripted.pauses).toEqual([])
  expect(told(changes)).toEqual(['set a 1', 'set b 2', 'set a 6', 'gone b 2', 'set c 8'])
  expect([reflector.find('shop', 'a'), reflector.find('shop', 'b'), reflector.all()]).toEqual([
    'a 6',
    undefined,
    ['a 6', 'c 8'],
  ])
  expect(reflector.all()).toBe(reflector.all())
  expect(reflector.state).toEqual({ isSynced: true, awaySinceMs: null, fault: null })
  expect(await reflector.untilSynced(1)).toBe(true)
  await reflector.stop()
})

test('a relist tells only what has changed, and a pod made anew as gone and set', async () => {
  const lists = [
    listOf('5', bareObject('a', '1'), bareObject('b', '2'), bareObject('c', '3')),
    listOf('50', bareObject('a', '1'), bareObject('c', '40', 'another'), bareObject('d', '41')),
  ]
  const { scripted, changes } = reflect({
    list: (number) => lists[number] ?? refused(500),
    watch: (number) => (number === 0 ? { error: refused(410, 'Expired') } : undefined),
  })
  await vi.waitUntil(() => scripted.watches === 2)
  expect(scripted.calls).toEqual(['list 0', 'watch 5', 'list ', 'watch 50'])
  expect(told(changes).slice(3)).toEqual(['gone c 3', 'set c 40', 'set d 41', 'gone b 2'])
})

test('pages are followed, and a list that has expired between them is taken in one go', async () => {
  const { scripted, reflector } = reflect({
    list: (number) =>
      [
        { metadata: { resourceVersion: '5', continue: 'next' }, items: [bareObject('a', '1')] },
        refused(410, 'Expired'),
        listOf('9', bareObject('a', '1'), bareObject('b', '8')),
      ][number] ?? refused(500),
    watch: () => undefined,
  })
  await reflector.untilSynced(5_000)
  expect(scripted.calls).toEqual(['list 0', 'list next', 'list ', 'watch 9'])
  expect(reflector.all()).toEqual(['a 1', 'b 8'])
})

/** Lets a script of failures run for so long on its clock, and gives what was asked of the server. */
async function troubleFor(ms: number, script: Script) {
  const made = reflect(script, nameAndVersion, ms)
  const { scripted, reflector } = made
  await vi.waitUntil(() => scripted.isOver)
  await reflector.stop()
  return { ...made, asked: scripted.lists + scripted.watches }
}

const tenMinutes = 600_000
const cutAtOnce: ScriptedWatch = { error: new KubeError('Cut', { status: 0, reason: 'Cut' }) }

test.each<[string, Script, number]>([
  ['is away', { list: () => refused(0), watch: () => cutAtOnce }, 40],
  ['says 500', { list: () => refused(500), watch: () => cutAtOnce }, 40],
  ['says 410 to every watch', { list: () => listOf('5'), watch: () => ({ error: refused(410) }) }, 80],
  ['says 410 to every list', { list: () => refused(410), watch: () => cutAtOnce }, 40],
  ['cuts every watch', { list: () => listOf('5'), watch: () => cutAtOnce }, 40],
  ['ends every watch at once', { list: () => listOf('5'), watch: () => ({ standsMs: 1 }) }, 40],
  ['forbids', { list: () => refused(403), watch: () => cutAtOnce }, 20],
  ['wants a pause of 20 s', { list: () => refused(429, '', 20_000), watch: () => cutAtOnce }, 30],
  ['does not know the kind', { list: () => refused(404), watch: () => cutAtOnce }, 12],
])('ten minutes of a server that %s make no storm', async (_, script, most) => {
  const { asked, log } = await troubleFor(tenMinutes, script)
  expect(asked).toBeGreaterThan(5)
  expect(asked).toBeLessThan(most)
  expect(log.length).toBeLessThanOrEqual(1)
})

test('failures are said once, and that it is well again', async () => {
  const { scripted, reflector, log } = reflect({
    list: (number) => (number < 5 ? refused(403, `no ${number}`) : listOf('5')),
    watch: () => undefined,
  })
  const { fault } = reflector.state
  expect(fault).toBe(null)
  await vi.waitUntil(() => scripted.watches === 1)
  expect(log).toEqual(['Cannot list pods as it says 403 no 0', 'Can follow pods at https://scripted again'])
})

test('the state tells since when the API is away, and keeps what was known', async () => {
  const { scripted, reflector } = reflect({
    list: (number) => (number === 0 ? listOf('5', bareObject('a', '1')) : refused(500)),
    watch: (number) =>
      number === 0 ? { standsMs: 120_000, error: refused(0, 'Cut') } : { error: refused(0) },
  })
  const begunMs = scripted.clock.nowMs()
  await vi.waitUntil(() => scripted.watches > 5)
  expect(reflector.state).toEqual({
    isSynced: true,
    awaySinceMs: begunMs + 120_000,
    fault: 'Cannot list pods as it says 0 ',
  })
  expect(reflector.all()).toEqual(['a 1'])
  expect(scripted.pauses.slice(0, 4)).toEqual([600, 1_200, 2_400, 4_800])
  expect(scripted.calls.slice(0, 3)).toEqual(['list 0', 'watch 5', 'watch 5'])
  await reflector.stop()
})

test('a minute that goes well makes up for failures before', async () => {
  const { scripted } = await troubleFor(3_000_000, {
    list: () => listOf('5'),
    watch: () => ({ standsMs: 61_000, error: refused(0, 'Cut') }),
  })
  expect(new Set(scripted.pauses)).toEqual(new Set([600]))
})

test('a kind that is not installed is empty, well, and found once it is', async () => {
  const { scripted, reflector, log } = reflect({
    list: (number) => (number < 3 ? refused(404, 'NotFound') : listOf('5', bareObject('a', '1'))),
    watch: () => undefined,
  })
  expect(await reflector.untilSynced(5_000)).toBe(true)
  expect(reflector.state).toEqual({ isSynced: true, awaySinceMs: null, fault: null })
  await vi.waitUntil(() => reflector.all().length === 1)
  expect(scripted.pauses).toEqual([60_000, 60_000, 60_000])
  expect(log).toEqual([])
})

test('a kind that is taken away is empty from then on', async () => {
  const { changes, scripted } = reflect({
    list: (number) => (number === 0 ? listOf('5', bareObject('a', '1')) : refused(404)),
    watch: () => ({ error: refused(404) }),
  })
  await vi.waitUntil(() => scripted.lists > 2)
  expect(told(changes)).toEqual(['set a 1', 'gone a 1'])
})

test('an object that cannot be kept is left out and told once for each of its versions', async () => {
  const keep = (object: KubeObject) => {
    if (object.metadata.name === 'bad') throw new Error('it is bad')
    return object.metadata.name === 'dull' ? undefined : nameAndVersion(object)
  }
  const all = [bareObject('bad', '1'), bareObject('dull', '2'), bareObject('a', '3')]
  const script: Script = {
    list: (number) => listOf(String(number), ...all),
    watch: (number) =>
      number < 3
        ? { error: refused(410) }
        : number === 3
          ? { events: [event('MODIFIED', 'bad', '9')] }
          : undefined,
  }
  const { scripted, reflector, log } = reflect(script, keep)
  await vi.waitUntil(() => scripted.watches === 5)
  expect(reflector.all()).toEqual(['a 3'])
  const line = 'Cannot use pods shop/bad, so it is left out: it is bad'
  expect(log.filter((each) => each.includes('left out'))).toEqual([line, line])
})

test('an object that is no longer wanted, or no longer understood, goes', async () => {
  const keep = ({ metadata: { name, resourceVersion } }: KubeObject) => {
    if (name === 'bad' && resourceVersion === '9') throw new Error('it is bad')
    return resourceVersion === '9' ? undefined : name
  }
  const { scripted, changes } = reflect(
    {
      list: () => listOf('5', bareObject('bad', '1'), bareObject('dull', '2')),
      watch: (number) =>
        number === 0
          ? { events: [event('MODIFIED', 'bad', '9'), event('MODIFIED', 'dull', '9')] }
          : undefined,
    },
    keep,
  )
  await vi.waitUntil(() => scripted.watches === 2)
  expect(told(changes)).toEqual(['set bad', 'set dull', 'gone bad', 'gone dull'])
})

test('what a reflector did can be counted', async () => {
  const { scripted, deeds } = reflect({
    list: (number) => (number === 0 ? refused(500) : listOf('5')),
    watch: (number) =>
      [{ events: [event('ADDED', 'a', '6')], error: refused(410) }, { error: refused(0, 'Silent') }][number],
  })
  await vi.waitUntil(() => scripted.watches === 3)
  expect(deeds).toEqual([
    'list',
    'server',
    'list',
    'watch',
    'event',
    'expired',
    'list',
    'watch',
    'silent',
    'watch',
  ])
})

test('a reflector that was stopped while it waits or watches ends at once, and is synced no more', async () => {
  const away = reflect({ list: () => refused(500), watch: () => undefined })
  await vi.waitUntil(() => away.scripted.lists > 2)
  await away.reflector.stop()
  expect(await away.reflector.untilSynced(5_000)).toBe(false)
  const well = reflect({ list: () => listOf('5'), watch: () => undefined })
  await vi.waitUntil(() => well.scripted.watches === 1)
  await well.reflector.stop()
  expect(well.log).toEqual([])
})
