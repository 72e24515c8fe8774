import { expect, test } from 'vitest'
import { resourceApiVersion } from '../../domain/resources/resource-group.ts'
import { parseNetworkResource } from './parse-network-resource.ts'

const parse = (spec: unknown, kind = 'Network') =>
  parseNetworkResource({
    apiVersion: resourceApiVersion,
    kind,
    namespace: '',
    name: 'fast',
    uid: '',
    generation: 1,
    annotations: {},
    labels: {},
    spec,
  })

test('parseNetworkResource() says by the words of settings what a Network says', () => {
  const anchors = { utilization: { good: 0.1, bad: 0.5 } }
  const prices = [{ validFrom: '2026-01-01T00:00:00Z', currency: 'EUR', perGigabyteEgress: '0.01' }]
  expect(
    parse({
      conf: 'weave',
      capacity: { bitsPerSecond: 1e9, attachmentsPerNode: 60 },
      uplink: 'bond0',
      uplinkGroup: 'bonds',
      capabilities: ['multicast'],
      anchors,
      prices,
    }),
  ).toEqual({
    name: 'fast',
    of: { conf: 'weave' },
    settings: {
      capacityBitsPerSecond: 1e9,
      maxAttachments: 60,
      uplink: 'bond0',
      uplinkGroup: 'bonds',
      capabilities: ['multicast'],
      anchors,
      prices,
    },
  })
  expect(parse({ nad: { namespace: 'shop', name: 'vlan' } })).toEqual({
    name: 'fast',
    of: { nad: { namespace: 'shop', name: 'vlan' } },
    settings: {},
  })
  expect(parse({}, 'Pod')).toBe(undefined)
})

test.each<[unknown, string]>([
  [undefined, 'either the conf or the nad'],
  [{ conf: 'weave', nad: { namespace: 'a', name: 'b' } }, 'either the conf or the nad'],
  [{ conf: '../weave' }, 'spec/conf'],
  [{ conf: 'weave', capacity: { bitsPerSecond: 0 } }, 'spec/capacity/bitsPerSecond'],
  [
    { conf: 'weave', anchors: { utilization: { good: 0.9, bad: 0.9 } } },
    'anchors of utilization are good at 0.9 and bad at 0.9: good has to be less',
  ],
  [
    { conf: 'weave', anchors: { latency: { good: 0, bad: 5 } } },
    'anchors of latency are good at 0 and bad at 5: both have to be above 0, as ratios count',
  ],
  [
    { conf: 'weave', anchors: { headroom: { good: 1e6, bad: 1e9 } } },
    'anchors of headroom are good at 1000000 and bad at 1000000000: good has to be more',
  ],
])('parseNetworkResource() refuses %j', (spec, words) => {
  expect(() => parse(spec)).toThrow(words)
})
