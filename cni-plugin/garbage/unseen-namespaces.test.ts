import { expect, test } from 'vitest'
import { makeRecord } from '../../test/support/make-record.ts'
import { unseenNamespaces } from './unseen-namespaces.ts'

/** What is unseen of containers with these namespaces where these paths are namespaces, and these anything at all. */
function unseen(netns: readonly string[], namespaces: readonly string[] = [], there = ['/run/netns']) {
  const records = netns.map((path) => makeRecord({ netns: path, bootId: 'now' }))
  const found = unseenNamespaces(records, 'now', {
    isNamespace: (path) => namespaces.includes(path),
    exists: (path) => there.includes(path),
  })
  return found.map((record) => record.netns)
}

const three = ['/run/netns/a', '/run/netns/b', '/run/netns/c']

test('unseenNamespaces() are those at whose path stands what is no namespace', () => {
  expect(unseen(three, [], ['/run/netns', '/run/netns/b'])).toEqual(['/run/netns/b'])
})

test('unseenNamespaces() are those whose directory is missing too', () => {
  expect(unseen(['/run/netns/a', '/var/netns/b'])).toEqual(['/var/netns/b'])
  expect(unseen(['', ...three, ''], [], [])).toEqual(three)
  expect(unseen(['/a'], [], ['/'])).toEqual([])
})

test('unseenNamespaces() takes for gone what has left its directory behind', () => {
  expect(unseen(three)).toEqual([])
})

test('unseenNamespaces() are none as soon as one can be seen', () => {
  expect(unseen(three, ['/run/netns/b'], ['/run/netns/b'])).toEqual([])
})

test('unseenNamespaces() do not become seen by one that may not be looked at', () => {
  expect(unseen([...three, '/proc/17/ns/net'], ['/proc/17/ns/net'], [])).toEqual(three)
})

test('unseenNamespaces() expects no directory of a process that has ended', () => {
  expect(unseen(['/proc/17/ns/net'])).toEqual([])
})

test('unseenNamespaces() expects nothing of an earlier boot', () => {
  const records = three.map((netns) => makeRecord({ netns, bootId: 'then' }))
  const blind = { isNamespace: () => false, exists: () => false }
  expect(unseenNamespaces(records, 'now', blind)).toEqual([])
  expect(unseenNamespaces(records, '', blind)).toEqual(records)
})
