import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCniAnnotation } from './parse-cni-annotation.ts'
import { assignIfnames } from './assign-ifnames.ts'

const wishesOf = (annotation: string) => {
  const ask = parseCniAnnotation(annotation)
  return ask.kind === 'named' ? ask.networks : []
}

test.each([
  ['weave', 'eth0', ['eth0']],
  ['weave', 'net1', ['net1']],
  ['weave,flannel', 'eth0', ['eth0', 'eth1']],
  ['flannel,weave@eth0,calico@eth2,flannel', 'eth0', ['eth1', 'eth0', 'eth2', 'eth3']],
  ['a@x0,b', 'eth0', ['x0', 'eth0']],
])('assignIfnames() of "%s" with CNI_IFNAME %s', (annotation, cniIfname, expected) => {
  expect(assignIfnames(wishesOf(annotation), [], cniIfname)).toEqual(expected)
})

test.each([
  ['d', 'na@x0,nb', ['eth0', 'x0', 'net2']],
  ['a,b', 'c,d', ['eth0', 'eth1', 'net2', 'net3']],
  ['a@net1', 'b,b', ['net1', 'net2', 'net3']],
  ['a', 'b@eth0,c', ['eth1', 'eth0', 'net2']],
])('assignIfnames() of "%s" with the additional networks "%s"', (mains, additional, expected) => {
  expect(assignIfnames(wishesOf(mains), wishesOf(additional), 'eth0').toSorted()).toEqual(expected.toSorted())
})

test('assignIfnames() refuses one name for two networks, wherever they stand', () => {
  expect(() => assignIfnames(wishesOf('a@x'), wishesOf('b@x'), 'eth0')).toThrow(
    "Cannot attach two networks to x: give each its own interface in the pod's annotations",
  )
})

test('assignIfnames() never gives a name twice', () => {
  const names = fc.option(fc.constantFrom('eth0', 'eth1', 'net1', 'net2', 'x'), { nil: null })
  const wishes = fc.uniqueArray(fc.record({ ifname: names, isMain: fc.boolean() }), {
    selector: ({ ifname }) => ifname ?? Symbol('any'),
  })
  fc.assert(
    fc.property(wishes, (all) => {
      const given = assignIfnames(
        all.filter(({ isMain }) => isMain),
        all.filter(({ isMain }) => !isMain),
        'eth0',
      )
      expect(new Set(given).size).toBe(all.length)
    }),
  )
})
