import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countersOf, uplinkGroups, type UplinkUser } from './uplink-group.ts'

const user = (name: string, source: string | null, settings: UplinkUser['settings'] = {}): UplinkUser => ({
  name,
  source,
  settings,
})
const groupsOf = (...users: UplinkUser[]) =>
  Object.fromEntries([...uplinkGroups(users)].map(([name, members]) => [name, [...members].sort().join()]))

test('uplinkGroups() puts together who is of one group, on one uplink, or counted at one interface', () => {
  expect(
    groupsOf(
      user('a', 'sysfs:up0', { uplinkGroup: 'rack' }),
      user('b', 'sysfs:up1', { uplinkGroup: 'rack' }),
      user('c', 'sysfs:up1'),
      user('d', 'kubelet', { uplink: 'up1' }),
      user('e', 'kubelet'),
      user('f', null),
    ),
  ).toEqual({ a: 'a,b,c,d', b: 'a,b,c,d', c: 'a,b,c,d', d: 'a,b,c,d', e: 'e', f: 'f' })
})

test('countersOf() knows that as many veths are not the same veths', () => {
  expect(countersOf({ name: 'a', source: 'sysfs:3 veths' })).toBe('network a')
  expect(countersOf({ name: 'a', source: 'sysfs:up0' })).toBe('interface up0')
  expect(countersOf({ name: 'b', source: 'kubelet-summary:up0' })).toBe('interface up0')
  expect(countersOf({ name: 'c', source: 'kubelet-summary:2 interfaces of pods' })).toBe('network c')
  expect(groupsOf(user('a', 'sysfs:3 veths'), user('b', 'sysfs:3 veths'))).toEqual({ a: 'a', b: 'b' })
})

test('uplinkGroups() does not depend on the order in which networks come', () => {
  const users = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      source: fc.constantFrom(null, 'sysfs:x', 'sysfs:y', 'kubelet'),
      settings: fc.record(
        { uplink: fc.constantFrom('x', 'y'), uplinkGroup: fc.constantFrom('g', 'h') },
        { requiredKeys: [] },
      ),
    }),
    { selector: ({ name }) => name },
  )
  fc.assert(
    fc.property(users, (list) => {
      expect(groupsOf(...list.toReversed())).toEqual(groupsOf(...list))
    }),
  )
})
