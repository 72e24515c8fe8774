import { beforeEach, expect, test } from 'vitest'
import { createLogger } from '../../service-kit/logger.ts'
import { makeManifest } from '../../test/support/make-manifest.ts'
import { MemoryCache } from '../../test/support/memory-cache.ts'
import type { Manifest } from '../../domain/manifest.ts'
import { ClusterDefinitions } from './cluster-definitions.ts'

const network = (name: string, spec?: unknown) => makeManifest({ kind: 'Network', namespace: '', name, spec })
const profile = (name: string) => makeManifest({ kind: 'SelectionProfile', name })

let networks: MemoryCache<Manifest>
let profiles: MemoryCache<Manifest>
let log: string[]
let definitions: ClusterDefinitions

beforeEach(() => {
  networks = new MemoryCache()
  profiles = new MemoryCache()
  log = []
  definitions = new ClusterDefinitions(
    [
      { kind: 'Network', cache: networks },
      { kind: 'SelectionProfile', cache: profiles },
    ],
    createLogger('warn', { write: (line) => void log.push((JSON.parse(line) as { msg: string }).msg) }),
  )
})

const names = () => definitions.all().map(({ name }) => name)

test('definitions are those of the caches, and of the snapshot for kinds that were never heard of', () => {
  definitions.recall({ at: 5, manifests: [network('old'), profile('kept')] })
  expect(names()).toEqual(['old', 'kept'])
  networks.fill(network('new'))
  expect(names()).toEqual(['new', 'kept'])
  profiles.fill()
  expect(names()).toEqual(['new'])
})

test('the array of all definitions is the same until something has changed', () => {
  definitions.recall({ at: 5, manifests: [profile('kept')] })
  networks.fill(network('a'))
  const before = definitions.all()
  expect(definitions.all()).toBe(before)
  networks.fill(network('a'), network('b'))
  expect(definitions.all()).not.toBe(before)
})

test('a view reads every definition once, and tells a fault once however often it is listed', () => {
  const read: string[] = []
  const view = definitions.view(({ name, spec }) => {
    read.push(name)
    if (spec === 'odd') throw new Error('its spec is odd')
    return { name }
  })
  networks.fill(network('a'), network('b', 'odd'))
  expect(view()).toEqual([{ name: 'a' }])
  expect(view()).toBe(view())
  expect(read).toEqual(['a', 'b'])
  networks.fill(network('b', 'odd'))
  expect(view()).toEqual([])
  expect(log).toEqual(['Cannot use Network /b of the cluster, so it is passed over: its spec is odd'])
})

test('what is missing may exist all the same while the API is away or was never heard of', () => {
  expect(definitions.doubt).toContain('Nothing has been heard of Network, SelectionProfile yet')
  for (const cache of [networks, profiles]) cache.fill()
  expect(definitions.doubt).toBe(null)
  networks.lose('Cannot reach it', 0)
  expect(definitions.doubt).toContain('Cannot reach it, since 1970-01-01T00:00:00.000Z')
})

test('only what is known of all kinds is worth keeping, and as of the time when the API was heard of last', () => {
  networks.fill(network('a'))
  expect(definitions.snapshot(9)).toBe(null)
  profiles.fill()
  expect(definitions.snapshot(9)).toEqual({ at: 9, manifests: [network('a')] })
  networks.lose('Cannot reach it', 7)
  expect(definitions.snapshot(9)?.at).toBe(7)
})
