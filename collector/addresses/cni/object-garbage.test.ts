import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KubeObject } from '../../../kube/kube-object.ts'
import { known, objectsOf } from '../../../test/support/address-fixture.ts'
import { addressNetworks } from '../../../test/support/address-networks.ts'
import { objectReaders } from '../address-readers.ts'
import type { ObjectQuery } from '../cluster-objects.ts'
import { figuresOfCounts } from '../figures-of-counts.ts'
import { parseNode } from '../node-object.ts'
import { parseNodeNetworks } from './gke.ts'
import { parseNodeSubnets } from './ovn-kubernetes.ts'
import { parseWhereabouts } from './whereabouts-conf.ts'

const files = [
  'calico/ippools.json',
  'calico/ipamblocks.json',
  'calico/ipamconfig.json',
  'cilium/cluster-pool.json',
  'cilium/eni.json',
  'cilium/multi-pool.json',
  'kube-ovn/subnets.json',
  'whereabouts/ippools.json',
  'whereabouts/nodeslicepools.json',
  'antrea/ippools.json',
  'node/node.json',
  'ovn-kubernetes/node.json',
  'gke/node.json',
  'gke/gkenetworkparamsets.json',
  'azure/dynamic.json',
  'spiderpool/spiderippools.json',
]
const all = files.flatMap(objectsOf)

/** A value of JSON in which one member, however deep, is any other value. */
function spoilt(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined || typeof value !== 'object' || value === null) return by
  if (Array.isArray(value)) {
    const index = value.length === 0 ? 0 : step % value.length
    const items: readonly unknown[] = value
    return items.map((each, at): unknown => (at === index ? spoilt(each, rest, by) : each))
  }
  const keys = Object.keys(value)
  const key = keys[keys.length === 0 ? 0 : step % keys.length]
  const members = Object.entries(value as Record<string, unknown>).map(([name, each]): [string, unknown] => [
    name,
    name === key ? spoilt(each, rest, by) : each,
  ])
  return Object.fromEntries(members)
}

const oddValues = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    -1,
    2 ** 64,
    1e300,
    '-1',
    '18446744073709551616',
    '10.0.0.0/33',
    '::/129',
    'a b',
    'ключ 🧞',
    null,
  ),
)

/** The cluster as `known` has it, where an object that cannot be kept is left out as the reflector leaves it out. */
function lenient(objects: readonly KubeObject[]) {
  const view = known(objects)
  return {
    ...view,
    of<T>(query: ObjectQuery<T>): readonly T[] | null {
      const keep = (object: KubeObject): T | undefined => {
        try {
          return query.keep(object)
        } catch (error) {
          expect((error as Error).message).toMatch(/^(its|it has) /)
          return undefined
        }
      }
      return view.of({ ...query, keep })
    },
  }
}

test('objects with any member spoilt never make a reader throw, nor count what cannot be', () => {
  const spoiltObject = fc.tuple(
    fc.nat(all.length - 1),
    fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }),
    fc.constantFrom('spec', 'status'),
    oddValues,
  )
  fc.assert(
    fc.property(fc.array(spoiltObject, { minLength: 1, maxLength: 4 }), (changes) => {
      const objects: KubeObject[] = [...all]
      for (const [index, path, part, by] of changes) {
        const object = objects[index]
        if (object !== undefined)
          objects[index] = { ...object, [part]: spoilt(object[part], path.slice(1), by) }
      }
      expectSane(lenient(objects))
    }),
    { numRuns: 60 },
  )
})

test('objects of nothing but rubbish never make a reader throw either', () => {
  fc.assert(
    fc.property(fc.nat(all.length - 1), oddValues, oddValues, (index, spec, status) => {
      const objects = all.map((object, at) => (at === index ? { ...object, spec, status } : object))
      expectSane(lenient(objects))
    }),
    { numRuns: 30 },
  )
})

function expectSane(view: ReturnType<typeof lenient>): void {
  for (const network of addressNetworks) {
    const reader = objectReaders.find((each) => each.isOf(network))
    reader?.needs([network], view)
    const counted = figuresOfCounts(reader?.count(network, view) ?? [])
    if (counted === null) continue
    const { addressesUsed, addressesTotal } = counted.figures
    expect(addressesUsed).toBeGreaterThanOrEqual(0)
    expect(addressesTotal).toBeGreaterThanOrEqual(addressesUsed ?? 0)
    expect(addressesTotal).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER)
  }
}

test('confs and annotations of any text are read without a throw', () => {
  const annotations = fc.dictionary(
    fc.constantFrom('k8s.ovn.org/node-subnets', 'networking.gke.io/networks'),
    fc.oneof(fc.string(), fc.json()),
  )
  fc.assert(
    fc.property(
      annotations,
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.jsonValue(),
      (texts, conf, spec) => {
        const node = parseNode({
          apiVersion: 'v1',
          kind: 'Node',
          metadata: { name: 'n', annotations: texts },
          spec,
        })
        parseNodeSubnets(node.ovnSubnets ?? '')
        parseNodeNetworks(node.gkeNetworks ?? '')
        parseWhereabouts(conf)
        for (const reader of objectReaders) reader.isOf({ name: 'net', plugins: [{ type: 'x', ipam: conf }] })
      },
    ),
  )
})

test('whereabouts reads no range that ends before it starts, or lies outside of itself', () => {
  const address = fc.tuple(fc.nat(255), fc.nat(255)).map(([c, d]) => `10.0.${c}.${d}`)
  fc.assert(
    fc.property(address, address, address, fc.integer({ min: 0, max: 32 }), (base, start, end, length) => {
      const conf = { range: `${base}/${length}`, range_start: start, range_end: end }
      for (const { span } of parseWhereabouts(conf).ranges) {
        expect(span.first <= span.last).toBe(true)
        expect(span.last - span.first < 1n << BigInt(32 - length)).toBe(true)
      }
    }),
  )
})
